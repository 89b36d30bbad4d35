using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>
/// A 404: for a playlist that no longer exists, or one of Spotify's own, read by an app that is too new.
/// </summary>
internal sealed record NotFound : Fault
{
    public override string Name => "404";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Error(404, "Resource not found");
}
