using System.Collections.Concurrent;
using Twin.Spotify.Http;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Faults;

/// <summary>
/// Random faults. The fault of a request follows from the seed, the day, the address and the number of earlier requests
/// to it, not from the order of the requests: the same seed gives the same faults to a client that sends several at
/// once.
/// </summary>
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
