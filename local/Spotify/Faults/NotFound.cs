using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>404: a playlist that is gone, or Spotify's own to an app that came too late.</summary>
internal sealed record NotFound : Fault
{
    /// <inheritdoc/>
    public override string Name => "404";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Error(404, "Resource not found");
}
