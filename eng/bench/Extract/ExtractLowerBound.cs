namespace Bench.Extract;

/// <summary>
/// How long an extraction would take if nothing but Spotify took any time: each answer the same latency, and so many at
/// once as are allowed.
/// </summary>
/// <param name="Pages">Counting the pages alone.</param>
/// <param name="Requests">
/// Counting what cannot be done without as well: one token, and each playlist's description before and after its pages.
/// </param>
/// <param name="InOrder">
/// The same where some have to wait for others: all for the token, a playlist's first page for its description, its
/// other pages for the first, which tells how many there are, and the description after them for the last.
/// </param>
internal sealed record ExtractLowerBound(TimeSpan Pages, TimeSpan Requests, TimeSpan InOrder)
{
    private const int Tokens = 1;
    private const int Descriptions = 2;

    /// <summary>The ideal of reading all of the case.</summary>
    /// <param name="extract">What is read.</param>
    /// <param name="latency">Of every answer.</param>
    /// <param name="atOnce">Requests that may be under way at once.</param>
    public static ExtractLowerBound Of(ExtractCase extract, TimeSpan latency, int atOnce)
    {
        var ofPlaylists = (Descriptions * extract.Playlists) + extract.Pages;
        var ofOnePlaylist = Descriptions + 1 + Rounds(extract.PagesEach - 1, atOnce);
        return new ExtractLowerBound(
            latency * extract.Pages / atOnce,
            latency * (Tokens + ofPlaylists) / atOnce,
            latency * (Tokens + Math.Max(Rounds(ofPlaylists, atOnce), ofOnePlaylist)));
    }

    private static int Rounds(int requests, int atOnce) => (requests + atOnce - 1) / atOnce;
}
