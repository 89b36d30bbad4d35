using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A 401 for a valid token: seen in July 2026, for moments.</summary>
internal sealed record Unauthorized : Fault
{
    public override string Name => "false 401";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Error(401, "The access token expired");
}
