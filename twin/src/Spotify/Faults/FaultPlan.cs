using Twin.Spotify.Http;
using Twin.Spotify.Playlists;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Faults;

/// <summary>The faults of one sandbox, for example
/// <c>new FaultPlan(new ScriptedFault(new ServerError(503)) { After = 2, Times = 3 })</c>. If several sources have a
/// fault for a request, the first one decides.</summary>
public sealed class FaultPlan(params ImmutableArray<FaultSource> sources)
{
    /// <summary>The fault of a request that came before the wait of an earlier 429 was over.</summary>
    public const string WhileBlocked = "429 while blocked";

    private readonly RateLimitBlock _block = new();

    /// <summary>A plan of this level: the same seed gives the same faults to the same requests.</summary>
    public static FaultPlan Create(FaultLevel level, long seed) => level switch
    {
        FaultLevel.Usual => UsualFaults.Create(seed),
        FaultLevel.Chaos => ChaosFaults.Create(seed),
        _ => new FaultPlan(),
    };

    internal SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        sources.Aggregate(playlist, (now, source) => source.CurrentVersion(now, day));

    internal (SandboxResponse Response, string? Fault) Respond(
        RequestTarget request, SandboxClock clock, Func<SandboxResponse> real)
    {
        // A 429 of the Web API does not block the accounts service, which has limits of its own.
        if (!request.IsForAccounts && _block.Refuse(clock) is { } refusal)
        {
            return (refusal, WhileBlocked);
        }

        foreach (var source in sources)
        {
            if (source.FaultFor(request, clock) is { } fault)
            {
                if (fault is TooManyRequests { Blocks: true } limit)
                {
                    _block.Begin(limit, clock);
                }

                return (fault.Respond(real), fault.Name);
            }
        }

        var response = real();
        var happened = response.Status == 200
            ? sources.Select(source => source.OnResponse(request)).ToList().Find(what => what is not null)
            : null;
        return (response, happened);
    }
}

public enum FaultLevel
{
    None,

    /// <summary>The faults of a normal week: short waits, single server errors, an edit during a reading. A client
    /// recovers from all of them.</summary>
    Usual,

    /// <summary>Every fault that Spotify was seen to have; some of them end a playlist's reading for the day.</summary>
    Chaos,
}

public static class FaultLevels
{
    public static readonly ImmutableArray<string> Names = ["none", "usual", "chaos"];

    /// <exception cref="FormatException">The name is none of them; the message lists them.</exception>
    public static FaultLevel Parse(string name) =>
        Names.IndexOf(name) is >= 0 and var level
            ? (FaultLevel)level
            : throw new FormatException($"'{name}' is not a level of faults; use {string.Join(", ", Names)}.");
}

/// <summary>The faults of a normal week: at most one 429 a day, for a second; a few 5xx, at most two in a row; every
/// third day an edit of a playlist while it is read. A client that tries each request a few times recovers from all of
/// them.</summary>
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
