using System.Collections.Immutable;
using Local.Aws.Lambda;
using Local.Spotify.Http;

namespace Bench.Extract;

/// <summary>What one invocation of the extract took.</summary>
/// <param name="Case">What there was to read.</param>
/// <param name="Kind">Which of a process's invocations.</param>
/// <param name="Result">The invocation, from the event to the answer.</param>
/// <param name="Requests">What it asked the sandbox.</param>
internal sealed record ExtractMeasurement(
    ExtractCase Case, InvocationKind Kind, InvokeResult Result, ImmutableArray<SandboxRequest> Requests)
{
    /// <summary>The requests for pages.</summary>
    public int Pages => Requests.Count(request => request.Kind == RequestKind.Entries);

    /// <summary>The most requests that came within one second.</summary>
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

/// <summary>What a process has done before.</summary>
internal enum InvocationKind
{
    /// <summary>Nothing: all of it is loaded and compiled now.</summary>
    Cold,

    /// <summary>The same for other playlists.</summary>
    Warm,

    /// <summary>It has read the same playlists as they are.</summary>
    Unchanged,
}
