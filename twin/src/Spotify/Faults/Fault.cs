using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

internal abstract record Fault
{
    public abstract string Name { get; }

    /// <param name="real">Creates the correct response. It has its side effects, such as a new token, even if the
    /// response is then replaced.</param>
    internal abstract SandboxResponse Respond(Func<SandboxResponse> real);
}

/// <summary>A connection that is reset before the response or in the middle of its body.</summary>
/// <param name="After">The part of the body that is sent first, from 0 (no response at all) to 1.</param>
internal sealed record ConnectionReset(double After) : Fault
{
    public override string Name => After > 0 ? "connection cut within the body" : "connection cut";

    internal override SandboxResponse Respond(Func<SandboxResponse> real)
    {
        var response = real();
        return response with { ResetAfter = After > 0 ? Math.Max(1, (int)(response.Body.Length * After)) : 0 };
    }
}

internal sealed record Forbidden(ForbiddenReason Reason) : Fault
{
    // The text that clients have shown (zmb3/spotify#301, spotDL#2634): not JSON.
    private const string PremiumText =
        "Active premium subscription required for the owner of the app. When the subscription status changes, "
        + "it can take a few hours before requests are allowed again.";

    public override string Name => Reason == ForbiddenReason.Premium ? "403, premium required" : "403, not owned";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        Reason == ForbiddenReason.Premium
            ? SandboxResponse.Plain(403, PremiumText)
            : SandboxResponse.Error(403, "Forbidden");
}

internal enum ForbiddenReason
{
    /// <summary>The user neither owns the playlist nor collaborates on it.</summary>
    NotOwned,

    /// <summary>The owner of the development-mode app has no Premium subscription.</summary>
    Premium,
}

/// <summary>The response to a refresh token that has expired, six months after the authorization, or was revoked. For
/// token requests.</summary>
internal sealed record InvalidGrant(string Description = "Refresh token revoked") : Fault
{
    public override string Name => "invalid_grant";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.GrantError("invalid_grant", Description);
}

/// <summary>A 404: for a playlist that no longer exists, or one of Spotify's own, read by an app that is too
/// new.</summary>
internal sealed record NotFound : Fault
{
    public override string Name => "404";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Error(404, "Resource not found");
}

/// <summary>A 500, 502, 503 or 504, as large playlists cause them.</summary>
internal sealed record ServerError(int Status) : Fault
{
    public override string Name => Status.ToString(CultureInfo.InvariantCulture);

    internal override SandboxResponse Respond(Func<SandboxResponse> real) => Status switch
    {
        500 => SandboxResponse.Error(Status, "Server error"),
        502 => SandboxResponse.Error(Status, "Bad gateway."),
        503 => SandboxResponse.Error(Status, "Service temporarily unavailable"),

        // The load balancer's own response does not have the API's error body.
        _ => SandboxResponse.Plain(Status, "upstream request timeout"),
    };
}

/// <param name="Delay">The delay; <see cref="Timeout.InfiniteTimeSpan"/>: the response never comes.</param>
internal sealed record SlowResponse(TimeSpan Delay) : Fault
{
    public override string Name => (Delay == Timeout.InfiniteTimeSpan, WithinBody) switch
    {
        (true, true) => "no end of an answer",
        (true, false) => "no answer",
        (false, true) => "slow body",
        (false, false) => "slow answer",
    };

    /// <summary>True to send the first half of the body at once and delay the second.</summary>
    public bool WithinBody { get; init; }

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        WithinBody ? real() with { DelayWithinBody = Delay } : real() with { Delay = Delay };
}

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

/// <summary>A body that ends too early, although its length and status indicate success.</summary>
/// <param name="Kept">The part that is sent, from 0 (an empty body) to 1.</param>
internal sealed record TruncatedBody(double Kept) : Fault
{
    public override string Name => "truncated body";

    internal override SandboxResponse Respond(Func<SandboxResponse> real)
    {
        var response = real();
        return response with { Body = response.Body[..(int)(response.Body.Length * Kept)] };
    }
}

/// <summary>A 401 for a valid token: seen in July 2026, for moments.</summary>
internal sealed record Unauthorized : Fault
{
    public override string Name => "false 401";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Error(401, "The access token expired");
}

/// <summary>A web page instead of the response, as proxies send it, with a status that indicates success.</summary>
internal sealed record WrongContentType : Fault
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html><head><title>Spotify</title></head><body>Something went wrong.</body></html>");

    public override string Name => "wrong content type";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Ok(Page) with { ContentType = "text/html; charset=utf-8" };
}
