using System.Buffers.Text;
using System.Security.Cryptography;
using Functions.Extract;

namespace Twin.Cli.Login;

/// <summary>A request for a user's consent: authorization code flow (RFC 6749) with <c>state</c> and a proof key (RFC
/// 7636, S256). It is valid for one answer.</summary>
internal sealed class AuthorizationRequest
{
    /// <param name="plays">True to ask for the user's plays too.</param>
    public AuthorizationRequest(Uri accountsBaseAddress, string clientId, Uri redirectUri, bool plays = false)
    {
        RedirectUri = redirectUri;
        Scopes = plays ? [.. OfPlaylists, ScheduledEvent.PlaysScope] : OfPlaylists;
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var query = string.Join('&', new (string Name, string Value)[]
        {
            ("response_type", "code"),
            ("client_id", clientId),
            ("scope", string.Join(' ', Scopes)),
            ("redirect_uri", redirectUri.AbsoluteUri),
            ("state", State),
            ("code_challenge_method", "S256"),
            ("code_challenge", challenge),
        }.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        Address = new Uri(accountsBaseAddress, $"authorize?{query}");
    }

    // The scopes that are needed to read a playlist's entries
    // (https://developer.spotify.com/documentation/web-api/concepts/scopes).
    private static readonly ImmutableArray<string> OfPlaylists =
        ["playlist-read-private", "playlist-read-collaborative"];

    public ImmutableArray<string> Scopes { get; }
    public Uri Address { get; }
    public Uri RedirectUri { get; }

    /// <summary>A random text that ties an answer to this request.</summary>
    public string State { get; } = Random();

    /// <summary>A random text which proves that the code is exchanged by the same program that requested it: 43
    /// characters, the fewest allowed.</summary>
    public string Verifier { get; } = Random();

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
