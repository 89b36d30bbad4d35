using System.Collections.Concurrent;
using Twin.Spotify.Http;
using Twin.Spotify.Playlists;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Faults;

/// <summary>A source of faults. It is called from several threads at once.</summary>
public abstract class FaultSource
{
    internal virtual Fault? FaultFor(RequestTarget request, SandboxClock clock) => null;

    /// <summary>The current version of a playlist or an own list: the day's final one, unless it is still being
    /// edited.</summary>
    internal virtual SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) => playlist;

    /// <summary>Called after each request that got a correct response.</summary>
    /// <returns>The name of the change that this caused, as reports show it; null if none.</returns>
    internal virtual string? OnResponse(RequestTarget request) => null;
}

/// <summary>A fault that happens to every request of the same kind all day long.</summary>
/// <param name="faultOf">Returns the fault of a request, always the same for the same request and day, or null.</param>
internal sealed class DailyFault(Func<RequestTarget, Fault?> faultOf) : FaultSource
{
    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock) => faultOf(request) switch
    {
        // Spotify describes the playlist itself to every user, and an own list is there and is the user's.
        Forbidden { Reason: ForbiddenReason.NotOwned } when request.Kind != RequestKind.Entries => null,
        NotFound when request.OwnList is not null => null,
        var fault => fault,
    };
}

/// <summary>A fault at a scripted point. Matching requests are counted, except those that got a fault from an earlier
/// source of the plan.</summary>
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

/// <summary>Random faults. The fault of a request follows from the seed, the day, the address and the number of earlier
/// requests to it, not from the order of the requests: the same seed gives the same faults to a client that sends
/// several at once.</summary>
internal sealed class RandomFaults(long seed, int number) : FaultSource
{
    private readonly ConcurrentDictionary<(int Day, string Address), int> _attempts = new();
    private readonly ConcurrentDictionary<int, int> _perDay = new();

    /// <summary>The reciprocal of the probability of a fault: one request in this many has one.</summary>
    public required int OneIn { get; init; }

    public required Fault[] Faults { get; init; }
    public Func<RequestTarget, bool> For { get; init; } = request => !request.IsForAccounts;

    /// <summary>The reciprocal of the probability that the next attempt of a request has a fault too.</summary>
    public int AgainOneIn { get; init; } = 2;

    public int MaxInARow { get; init; } = 1;
    public int MaxPerDay { get; init; } = int.MaxValue;

    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock)
    {
        if (!For(request))
        {
            return null;
        }

        var attempt = _attempts.AddOrUpdate((request.Day, request.PathAndQuery), 1, (_, count) => count + 1);
        if (attempt > MaxInARow)
        {
            return null;
        }

        var address = StableHash.Compute(request.PathAndQuery);
        var random = new SeededRandom(seed, number, request.Day, address);
        var happens = random.OneIn(OneIn);
        for (var earlier = 1; earlier < attempt; earlier++)
        {
            happens &= random.OneIn(AgainOneIn);
        }

        return happens && _perDay.AddOrUpdate(request.Day, 1, (_, count) => count + 1) <= MaxPerDay
            ? new SeededRandom(seed, number, request.Day, address, attempt).Pick<Fault>(Faults)
            : null;
    }
}
