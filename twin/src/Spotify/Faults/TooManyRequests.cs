using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A 429. Until the wait is over, every request to the Web API gets it.</summary>
/// <param name="RetryAfter">The wait in whole seconds, at least 1; Spotify was seen to send 86,400.</param>
internal sealed record TooManyRequests(TimeSpan RetryAfter) : Fault
{
    public TooManyRequestsBody Body { get; init; }

    /// <summary>True if other requests are refused too; false for a 429 that replaces an endpoint's 404.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>The time that each request during the wait adds to it, as some users have reported.</summary>
    public TimeSpan Extension { get; init; }

    /// <summary>True if the response has the header <c>Retry-After</c>; a few were seen without it.</summary>
    public bool HasRetryAfter { get; init; } = true;

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
    RateLimit,

    /// <summary>The same with the reason <c>QUOTA_EXCEEDED</c>: the developer's quota, since July 2026.</summary>
    Quota,

    Text,
}
