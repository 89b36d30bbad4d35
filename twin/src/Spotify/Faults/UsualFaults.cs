using Twin.Spotify.Randomness;

namespace Twin.Spotify.Faults;

/// <summary>
/// The faults of a normal week: at most one 429 a day, for a second; a few 5xx, at most two in a row; every third day
/// an edit of a playlist while it is read. A client that tries each request a few times recovers from all of them.
/// </summary>
internal static class UsualFaults
{
    private const int RateLimits = 1;
    private const int Stumbles = 2;
    private const int Edits = 3;

    public static FaultPlan Create(long seed) => new(
        new RollingWindowLimit(),
        new RandomFaults(seed, RateLimits)
        {
            OneIn = 8,
            MaxPerDay = 1,
            Faults = [new TooManyRequests(TimeSpan.FromSeconds(1))],
        },
        new RandomFaults(seed, Stumbles)
        {
            OneIn = 10,
            MaxInARow = 2,
            MaxPerDay = 5,
            Faults = [new ServerError(500), new ServerError(502), new ServerError(503)],
        },
        new ConcurrentEdits((day, playlist) =>
            day % 3 == 0 && new SeededRandom(seed, Edits, day, StableHash.Compute(playlist)).OneIn(3) ? 1 : 0));
}
