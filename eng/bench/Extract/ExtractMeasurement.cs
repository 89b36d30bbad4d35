using Functions.Extract.Spotify;
using Twin.Spotify.Http;

namespace Bench.Extract;

internal sealed record ExtractMeasurement(
    ExtractCase Case, InvocationKind Kind, InvokeResult Result, ImmutableArray<SandboxRequest> Requests)
{
    public int Pages => Requests.Count(request => request.Kind == RequestKind.Entries);

    /// <summary>The most requests that began within one second.</summary>
    public int BusiestSecond
    {
        get
        {
            var starts = Requests.Select(request => request.At).Order().ToList();
            return starts.Select((start, first) =>
                starts.Skip(first).TakeWhile(other => other - start < TimeSpan.FromSeconds(1)).Count()).Max();
        }
    }
}

/// <summary>The state of a process before an invocation.</summary>
internal enum InvocationKind
{
    /// <summary>A new process: everything is loaded and compiled now.</summary>
    Cold,

    /// <summary>It has read other playlists.</summary>
    Warm,

    /// <summary>It has read the same playlists without a change since.</summary>
    Unchanged,
}

/// <param name="Processes">The number of processes of the function that read them, one after another.</param>
internal sealed record ExtractCase(int Playlists, int Entries, int Processes)
{
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Playlists} × {Entries:#,0}");

    /// <summary>The number of pages of each playlist; an empty one has one too.</summary>
    public int PagesEach => Math.Max(1, (Entries + PageSize - 1) / PageSize);

    public int Pages => Playlists * PagesEach;

    private static int PageSize => PlaylistEndpoint.Items.PageSize;
}

/// <summary>The least time of an extraction, if only Spotify took time: each answer has the same latency, and as many
/// run in parallel as allowed.</summary>
/// <param name="Requests">The time with all other necessary requests: one token, and each playlist's description
/// before and after its pages.</param>
/// <param name="InOrder">The same with their order: all wait for the token, a playlist's first page for its
/// description, its other pages for the first, which tells their number, and the description after them for the last
/// page.</param>
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
