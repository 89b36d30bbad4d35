using System.Collections.Immutable;
using Local.Spotify.Http;
using Local.Spotify.Playlists;

namespace Local.Spotify.Faults;

/// <summary>
/// All that goes wrong at one sandbox: <c>new FaultPlan(new ScriptedFault(new ServerError(503)) { After = 2,
/// Times = 3 }, new ScriptedFault(new TooManyRequests(TimeSpan.FromHours(3))) { Kind = RequestKind.Entries })</c>. Of
/// several sources the first that has something for a request decides.
/// </summary>
public sealed class FaultPlan(params ImmutableArray<FaultSource> sources)
{
    /// <summary>The fault of a request that came while an earlier 429's wait was not over.</summary>
    public const string WhileBlocked = "429 while blocked";

    private readonly RateLimitBlock _block = new();

    /// <summary>A plan of this level: the same seed makes the same things go wrong with the same requests.</summary>
    public static FaultPlan Of(FaultLevel level, long seed) => level switch
    {
        FaultLevel.Usual => UsualFaults.Of(seed),
        FaultLevel.Chaos => ChaosFaults.Of(seed),
        _ => new FaultPlan(),
    };

    internal SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        sources.Aggregate(playlist, (now, source) => source.CurrentVersion(now, day));

    /// <summary>The response to a request, and what went wrong with it.</summary>
    internal (SandboxResponse Response, string? Fault) Respond(
        RequestTarget request, SandboxClock clock, Func<SandboxResponse> real)
    {
        // The accounts service has limits of its own.
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
