using System.Collections.Concurrent;
using Local.Spotify.Http;
using Local.Spotify.Randomness;

namespace Local.Spotify.Faults;

/// <summary>
/// Faults by chance. What happens to a request follows from the seed, the day, its address and how often that was
/// asked for, and not from the order in which requests come: the same seed gives the same faults to a client that
/// sends several at once.
/// </summary>
/// <param name="seed">Another seed is other luck.</param>
/// <param name="number">Tells apart the sources of one plan.</param>
internal sealed class RandomFaults(long seed, int number) : FaultSource
{
    private readonly ConcurrentDictionary<(int Day, string Address), int> _attempts = new();
    private readonly ConcurrentDictionary<int, int> _perDay = new();

    /// <summary>One request in so many goes wrong.</summary>
    public required int OneIn { get; init; }

    /// <summary>What goes wrong, each as likely as the others.</summary>
    public required Fault[] Faults { get; init; }

    /// <summary>Only for these.</summary>
    public Func<RequestTarget, bool> For { get; init; } = request => !request.IsForAccounts;

    /// <summary>A request that went wrong does so again one time in so many.</summary>
    public int AgainOneIn { get; init; } = 2;

    /// <summary>The most faults that one request meets in a row.</summary>
    public int MostInARow { get; init; } = 1;

    /// <summary>The most faults of a day.</summary>
    public int MostPerDay { get; init; } = int.MaxValue;

    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock)
    {
        if (!For(request))
        {
            return null;
        }

        var attempt = _attempts.AddOrUpdate((request.Day, request.PathAndQuery), 1, (_, count) => count + 1);
        if (attempt > MostInARow)
        {
            return null;
        }

        var address = StableHash.Of(request.PathAndQuery);
        var random = new SeededRandom(seed, number, request.Day, address);
        var happens = random.OneIn(OneIn);
        for (var earlier = 1; earlier < attempt; earlier++)
        {
            happens &= random.OneIn(AgainOneIn);
        }

        return happens && _perDay.AddOrUpdate(request.Day, 1, (_, count) => count + 1) <= MostPerDay
            ? new SeededRandom(seed, number, request.Day, address, attempt).Pick<Fault>(Faults)
            : null;
    }
}
