using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Twin.Spotify.Configuration;
using Twin.Spotify.Http;

namespace Twin.Spotify.Accounts;

/// <summary>The page on which a user lets an app read their playlists. It redirects the browser with a code that can be
/// used once (authorization code flow, RFC 6749 and, with a challenge, RFC 7636).</summary>
internal sealed class AuthorizationEndpoint(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, Consent> _consents = new(StringComparer.Ordinal);
    private int _given;

    public SandboxResponse Authorize(IReadOnlyDictionary<string, string> query)
    {
        if (query.GetValueOrDefault("client_id") != options.ClientId)
        {
            return SandboxResponse.Plain(400, "INVALID_CLIENT: Invalid client");
        }

        if (query.GetValueOrDefault("response_type") != "code")
        {
            return SandboxResponse.Plain(400, "response_type must be code");
        }

        // Spotify has refused plain "localhost" since 2025-11-27.
        var redirect = query.GetValueOrDefault("redirect_uri");
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Host is not ("127.0.0.1" or "[::1]")))
        {
            return SandboxResponse.Plain(400, "INVALID_CLIENT: Insecure redirect URI");
        }

        var challenge = query.GetValueOrDefault("code_challenge");
        if (challenge is not null && query.GetValueOrDefault("code_challenge_method") != "S256")
        {
            return SandboxResponse.Plain(400, "code_challenge_method must be S256");
        }

        var state = query.TryGetValue("state", out var text) ? $"&state={Uri.EscapeDataString(text)}" : string.Empty;
        if (!options.UserConsents)
        {
            return SandboxResponse.Redirect($"{redirect}?error=access_denied{state}");
        }

        var code = string.Create(CultureInfo.InvariantCulture, $"sandbox-code-{Interlocked.Increment(ref _given)}");
        _consents[code] = new Consent(redirect, challenge, query.GetValueOrDefault("scope") ?? string.Empty);
        return SandboxResponse.Redirect($"{redirect}?code={code}{state}");
    }

    /// <returns>The scope that the user agreed to, or the response that refuses the code.</returns>
    public (string? Scope, SandboxResponse? Refusal) Redeem(IReadOnlyDictionary<string, string> form)
    {
        if (form.GetValueOrDefault("code") is not { } code || !_consents.TryRemove(code, out var consent))
        {
            return (null, SandboxResponse.GrantError("invalid_grant", "Invalid authorization code"));
        }

        if (form.GetValueOrDefault("redirect_uri") != consent.RedirectUri)
        {
            return (null, SandboxResponse.GrantError("invalid_grant", "Invalid redirect URI"));
        }

        return (consent.Challenge, form.GetValueOrDefault("code_verifier")) switch
        {
            (null, _) => (consent.Scope, null),
            (_, null) => (null, SandboxResponse.GrantError("invalid_request", "code_verifier must be supplied")),
            var (challenge, verifier) when ChallengeOf(verifier) == challenge => (consent.Scope, null),
            _ => (null, SandboxResponse.GrantError("invalid_grant", "code_verifier was incorrect")),
        };
    }

    private static string ChallengeOf(string verifier) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private sealed record Consent(string RedirectUri, string? Challenge, string Scope);
}
