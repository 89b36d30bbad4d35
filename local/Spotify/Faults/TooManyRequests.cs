using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>
/// 429. Until the wait is over, every request to the Web API gets it, whatever it asks for.
/// </summary>
/// <param name="RetryAfter">Whole seconds from 1 on; Spotify was seen to ask for 86,400.</param>
internal sealed record TooManyRequests(TimeSpan RetryAfter) : Fault
{
    /// <summary>How Spotify words it.</summary>
    public TooManyRequestsBody Body { get; init; }

    /// <summary>Whether other requests are refused too; not so where it stands for an endpoint that is gone.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>What each request that comes too early adds to the wait, as some have reported.</summary>
    public TimeSpan Extension { get; init; }

    /// <summary>Whether the response says how long to wait; a few did not.</summary>
    public bool HasRetryAfter { get; init; } = true;

    /// <inheritdoc/>
    public override string Name => RetryAfter < TimeSpan.FromMinutes(1) ? "429, short wait" : "429, long wait";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) => Respond(RetryAfter);

    internal SandboxResponse Respond(TimeSpan remaining)
    {
        var response = Body switch
        {
            TooManyRequestsBody.Quota => SandboxResponse.Error(429, "Too many requests", "QUOTA_EXCEEDED"),
            TooManyRequestsBody.Text => SandboxResponse.Plain(429, "Too many requests"),
            _ => SandboxResponse.Error(429, "API rate limit exceeded"),
        };
        var seconds = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(remaining.TotalSeconds)));
        return response with { RetryAfter = HasRetryAfter ? seconds : null };
    }
}

/// <summary>The bodies that a 429 was seen with.</summary>
public enum TooManyRequestsBody
{
    /// <summary>The Web API's error body.</summary>
    RateLimit,

    /// <summary>The same with the reason <c>QUOTA_EXCEEDED</c>: the developer's quota, since July 2026.</summary>
    Quota,

    /// <summary>Plain text.</summary>
    Text,
}
