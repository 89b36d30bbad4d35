using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>
/// The response to a refresh token that has expired, six months after the authorization, or was revoked. For token
/// requests.
/// </summary>
internal sealed record InvalidGrant(string Description = "Refresh token revoked") : Fault
{
    public override string Name => "invalid_grant";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.GrantError("invalid_grant", Description);
}
