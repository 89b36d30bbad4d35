namespace Bench.Extract;

/// <summary>
/// The least time of an extraction, if only Spotify took time: each answer has the same latency, and as many run in
/// parallel as allowed.
/// </summary>
/// <param name="Requests">
/// The time with all other necessary requests: one token, and each playlist's description before and after its pages.
/// </param>
/// <param name="InOrder">
/// The same with their order: all wait for the token, a playlist's first page for its description, its other pages for
/// the first, which tells their number, and the description after them for the last page.
/// </param>
internal sealed record ExtractLowerBound(TimeSpan Pages, TimeSpan Requests, TimeSpan InOrder)
{
    private const int Tokens = 1;
    private const int Descriptions = 2;

    /// <param name="atOnce">The number of parallel requests that are allowed.</param>
    public static ExtractLowerBound Compute(ExtractCase extract, TimeSpan latency, int atOnce)
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
