using System.Collections.Immutable;
using Twin.Spotify.Http;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Faults;

/// <summary>
/// The faults of one sandbox: <c>new FaultPlan(new ScriptedFault(new ServerError(503)) { After = 2, Times = 3 }, new
/// ScriptedFault(new TooManyRequests(TimeSpan.FromHours(3))) { Kind = RequestKind.Entries })</c>. If several sources
/// have a fault for a request, the first one decides.
/// </summary>
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
