using System.Globalization;
using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>500, 502, 503 or 504, as large playlists bring them about.</summary>
internal sealed record ServerError(int Status) : Fault
{
    /// <inheritdoc/>
    public override string Name => Status.ToString(CultureInfo.InvariantCulture);

    internal override SandboxResponse Respond(Func<SandboxResponse> real) => Status switch
    {
        500 => SandboxResponse.Error(Status, "Server error"),
        502 => SandboxResponse.Error(Status, "Bad gateway."),
        503 => SandboxResponse.Error(Status, "Service temporarily unavailable"),

        // The load balancer's own, which knows nothing of the API's error bodies.
        _ => SandboxResponse.Plain(Status, "upstream request timeout"),
    };
}
