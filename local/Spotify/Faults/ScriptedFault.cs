using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>
/// One fault at the moment that a script says: the requests that it is for are counted, but for those that an earlier
/// source of the plan took.
/// </summary>
/// <param name="fault">What goes wrong.</param>
internal sealed class ScriptedFault(Fault fault) : FaultSource
{
    private long _seen;

    /// <summary>So many of the requests that it is for are answered well first.</summary>
    public int After { get; init; }

    /// <summary>So many of them then go wrong, one after the other; <see cref="int.MaxValue"/>: all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Only for requests of this kind; null: all that go to the Web API.</summary>
    public RequestKind? Kind { get; init; }

    /// <summary>Only for this playlist.</summary>
    public string? Playlist { get; init; }

    /// <summary>Only for this endpoint: <c>items</c> or <c>tracks</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Only from this day of the sandbox on.</summary>
    public int FromDay { get; init; }

    /// <summary>Only up to this day.</summary>
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
