using System.Collections.Concurrent;
using System.Security.Cryptography;
using Twin.Spotify.Configuration;
using Twin.Spotify.Http;
using Twin.Spotify.Json;

namespace Twin.Spotify.Accounts;

internal sealed class SandboxAccounts(SandboxOptions options)
{
    private const int LifetimeSeconds = 3600;

    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _scopes = new(StringComparer.Ordinal)
    {
        [options.RefreshToken] = string.Join(' ', options.Scopes),
    };

    private readonly HashSet<string> _deadRefreshTokens = [];
    private int _newRefreshTokens;

    public AuthorizationEndpoint Authorization { get; } = new(options);

    /// <param name="authorization">The Authorization header: <c>Basic base64(id:secret)</c>.</param>
    public SandboxResponse Grant(string? authorization, IReadOnlyDictionary<string, string> form)
    {
        if (AppOf(authorization) is not [var id, var secret] || id != options.ClientId)
        {
            return SandboxResponse.GrantError("invalid_client", "Invalid client");
        }

        if (secret != options.ClientSecret)
        {
            return SandboxResponse.GrantError("invalid_client", "Invalid client secret");
        }

        switch (form.GetValueOrDefault("grant_type"))
        {
            case "client_credentials":
                return Give(scope: null);
            case "authorization_code":
                return Exchange(form);
            case "refresh_token" when form.GetValueOrDefault("refresh_token") is not { Length: > 0 }:
                return SandboxResponse.GrantError("invalid_request", "refresh_token must be supplied");
            case "refresh_token":
                return Refresh(form["refresh_token"]);
            default:
                return SandboxResponse.GrantError("unsupported_grant_type", "grant_type parameter is missing");
        }
    }

    /// <summary>The scopes of the bearer token, or the response that refuses it. A user's token has scopes, and the
    /// app's own has null.</summary>
    public (string? Scopes, SandboxResponse? Refusal) Check(string? authorization)
    {
        const string Bearer = "Bearer ";
        if (string.IsNullOrEmpty(authorization))
        {
            return (null, SandboxResponse.Error(401, "No token provided"));
        }

        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return (null, SandboxResponse.Error(401, "Only valid bearer authentication supported"));
        }

        if (!_tokens.TryGetValue(authorization[Bearer.Length..], out var token))
        {
            return (null, SandboxResponse.Error(401, "Invalid access token"));
        }

        return token.Expires > options.Clock.GetUtcNow()
            ? (token.Scope, null)
            : (null, SandboxResponse.Error(401, "The access token expired"));
    }

    private SandboxResponse Refresh(string refreshToken)
    {
        lock (_lock)
        {
            if (!_scopes.TryGetValue(refreshToken, out var scope))
            {
                return SandboxResponse.GrantError(
                    "invalid_grant",
                    _deadRefreshTokens.Contains(refreshToken) ? "Refresh token revoked" : "Invalid refresh token");
            }

            if (options.AuthorizedUntil <= options.Clock.GetUtcNow())
            {
                return SandboxResponse.GrantError("invalid_grant", "Refresh token expired");
            }

            if (options.Rotation == RefreshTokenRotation.Never)
            {
                return Give(scope);
            }

            var next = NewRefreshToken(scope);
            if (options.Rotation == RefreshTokenRotation.EndsOld)
            {
                _scopes.Remove(refreshToken);
                _deadRefreshTokens.Add(refreshToken);
            }

            return Give(scope, next);
        }
    }

    private SandboxResponse Exchange(IReadOnlyDictionary<string, string> form)
    {
        var (scope, refusal) = Authorization.Redeem(form);
        if (refusal is not null)
        {
            return refusal;
        }

        lock (_lock)
        {
            return Give(scope, NewRefreshToken(scope!));
        }
    }

    private string NewRefreshToken(string scope)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"{options.RefreshToken}-{++_newRefreshTokens}");
        _scopes[token] = scope;
        return token;
    }

    /// <param name="scope">The scopes of the user's token; null for the app's own.</param>
    private SandboxResponse Give(string? scope, string? refreshToken = null)
    {
        var more = (scope is null ? "" : $",\"scope\":{JsonEscaping.Quote(scope)}")
            + (refreshToken is null ? "" : $",\"refresh_token\":{JsonEscaping.Quote(refreshToken)}");
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"sandbox-{(scope is null ? "app" : "user")}-token-"
            + $"{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
        _tokens[name] = new Token(scope, options.Clock.GetUtcNow().AddSeconds(LifetimeSeconds));
        return SandboxResponse.Ok(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"access_token":"{{name}}","token_type":"Bearer","expires_in":{{LifetimeSeconds}}{{more}}}"""));
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

    private sealed record Token(string? Scope, DateTimeOffset Expires);
}
