using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>A refresh token that is dead, six months after the authorization, or revoked: for token requests.</summary>
/// <param name="Description">Spotify's words.</param>
internal sealed record InvalidGrant(string Description = "Refresh token revoked") : Fault
{
    /// <inheritdoc/>
    public override string Name => "invalid_grant";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.GrantError("invalid_grant", Description);
}
