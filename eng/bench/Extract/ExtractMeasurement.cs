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
