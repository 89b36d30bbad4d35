using System.Security.Cryptography;

namespace Functions.Extract;

/// <summary>The value of the parameter for a refresh token that Spotify has issued: <c>&lt;hash of the token that it
/// replaces&gt;:&lt;token&gt;</c>. Dates would not identify the replaced token, since a deployment may write either
/// parameter again.</summary>
internal static class GivenRefreshToken
{
    /// <summary>The first 16 hexadecimal digits of a token's SHA-256: enough to distinguish tokens, and no help to
    /// guess one.</summary>
    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..16];

    public static string Format(string hashOfReplaced, string token) => $"{hashOfReplaced}:{token}";

    /// <summary>The token that Spotify has issued in place of the configured one; null if there is none.</summary>
    public static string? TokenInPlaceOf(string configured, string value) =>
        value.Split(':', 2) is [var hash, { Length: > 0 } token] && hash == HashOf(configured) ? token : null;
}
