using Twin.Spotify.Http;

namespace Bench.Extract;

/// <summary>The measurement of one invocation of the extract.</summary>
/// <param name="Case">The playlists.</param>
/// <param name="Kind">The kind of invocation.</param>
/// <param name="Result">The result of the invocation, with its duration.</param>
/// <param name="Requests">The requests to the sandbox.</param>
internal sealed record ExtractMeasurement(
    ExtractCase Case, InvocationKind Kind, InvokeResult Result, ImmutableArray<SandboxRequest> Requests)
{
    /// <summary>The number of requests for pages.</summary>
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
