using System.Buffers.Text;
using System.Security.Cryptography;

namespace Twin.Cli.Login;

/// <summary>A request for a user's consent: authorization code flow (RFC 6749) with <c>state</c> and a proof key (RFC
/// 7636, S256). It is valid for one answer.</summary>
internal sealed class AuthorizationRequest
{
    public AuthorizationRequest(
        Uri accountsBaseAddress, string clientId, Uri redirectUri, ImmutableArray<string> scopes)
    {
        (RedirectUri, Scopes) = (redirectUri, scopes);
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
