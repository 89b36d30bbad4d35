using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>
/// A fault at a scripted point. Matching requests are counted, except those that got a fault from an earlier source of
/// the plan.
/// </summary>
internal sealed class ScriptedFault(Fault fault) : FaultSource
{
    private long _seen;

    /// <summary>The number of matching requests without a fault before the first one.</summary>
    public int After { get; init; }

    /// <summary>The number of faults in a row; <see cref="int.MaxValue"/>: without end.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The kind of request that matches; null: all requests to the Web API.</summary>
    public RequestKind? Kind { get; init; }

    /// <summary>The id of the playlist that matches; null: all.</summary>
    public string? Playlist { get; init; }

    /// <summary>The endpoint that matches, <c>items</c> or <c>tracks</c>; null: all.</summary>
    public string? Endpoint { get; init; }

    public int FromDay { get; init; }
    public int ToDay { get; init; } = int.MaxValue;

    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock)
    {
        if (!IsFor(request))
        {
            return null;
        }

        var number = Interlocked.Increment(ref _seen) - 1;
        return number >= After && number - After < Times ? fault : null;
    }

    private bool IsFor(RequestTarget request) =>
        (Kind is { } kind ? request.Kind == kind : !request.IsForAccounts)
        && (Playlist is null || request.PlaylistId == Playlist)
        && (Endpoint is null || request.Endpoint == Endpoint)
        && request.Day >= FromDay
        && request.Day <= ToDay;
}
