using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Local.Spotify;

/// <summary>The accounts service: gives access tokens and knows whose they are.</summary>
internal sealed class SandboxAccounts(SandboxOptions options)
{
    private const int LifetimeSeconds = 3600;

    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private int _given;

    /// <summary>Answers <c>POST /api/token</c>.</summary>
    /// <param name="authorization">The Authorization header: <c>Basic base64(id:secret)</c>.</param>
    /// <param name="form">The form's fields.</param>
    public SandboxAnswer Grant(string? authorization, IReadOnlyDictionary<string, string> form)
    {
        if (AppOf(authorization) is not [var id, var secret] || id != options.ClientId)
        {
            return SandboxAnswer.GrantError("invalid_client", "Invalid client");
        }

        if (secret != options.ClientSecret)
        {
            return SandboxAnswer.GrantError("invalid_client", "Invalid client secret");
        }

        switch (form.GetValueOrDefault("grant_type"))
        {
            case "client_credentials":
                return Give(isUser: false, scope: string.Empty);
            case "refresh_token" when form.GetValueOrDefault("refresh_token") is not { Length: > 0 }:
                return SandboxAnswer.GrantError("invalid_request", "refresh_token must be supplied");
            case "refresh_token" when form["refresh_token"] != options.RefreshToken:
                return SandboxAnswer.GrantError("invalid_grant", "Invalid refresh token");
            case "refresh_token":
                // No new refresh token: Spotify sends one only at times, and the old one stays good.
                return Give(isUser: true, scope: ",\"scope\":\"playlist-read-collaborative playlist-read-private\"");
            default:
                return SandboxAnswer.GrantError("unsupported_grant_type", "grant_type parameter is missing");
        }
    }

    /// <summary>Whose the bearer token is, or the answer that refuses it.</summary>
    public (bool IsUser, SandboxAnswer? Refusal) Check(string? authorization)
    {
        const string Bearer = "Bearer ";
        if (string.IsNullOrEmpty(authorization))
        {
            return (false, SandboxAnswer.Error(401, "No token provided"));
        }

        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return (false, SandboxAnswer.Error(401, "Only valid bearer authentication supported"));
        }

        if (!_tokens.TryGetValue(authorization[Bearer.Length..], out var token))
        {
            return (false, SandboxAnswer.Error(401, "Invalid access token"));
        }

        return token.Expires > options.Clock.GetUtcNow()
            ? (token.IsUser, null)
            : (false, SandboxAnswer.Error(401, "The access token expired"));
    }

    private SandboxAnswer Give(bool isUser, string scope)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"sandbox-{(isUser ? "user" : "app")}-token-{Interlocked.Increment(ref _given)}");
        _tokens[name] = new Token(isUser, options.Clock.GetUtcNow().AddSeconds(LifetimeSeconds));
        return SandboxAnswer.Ok(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"access_token":"{{name}}","token_type":"Bearer","expires_in":{{LifetimeSeconds}}{{scope}}}"""));
    }

    private static string[]? AppOf(string? authorization)
    {
        const string Basic = "Basic ";
        if (authorization?.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var pair = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Basic.Length..], pair, out var length)
            ? Encoding.UTF8.GetString(pair, 0, length).Split(':', 2)
            : null;
    }

    private sealed record Token(bool IsUser, DateTimeOffset Expires);
}
