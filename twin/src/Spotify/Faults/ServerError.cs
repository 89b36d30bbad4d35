using System.Globalization;
using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A 500, 502, 503 or 504, as large playlists cause them.</summary>
internal sealed record ServerError(int Status) : Fault
{
    public override string Name => Status.ToString(CultureInfo.InvariantCulture);

    internal override SandboxResponse Respond(Func<SandboxResponse> real) => Status switch
    {
        500 => SandboxResponse.Error(Status, "Server error"),
        502 => SandboxResponse.Error(Status, "Bad gateway."),
        503 => SandboxResponse.Error(Status, "Service temporarily unavailable"),

        // The load balancer's own response does not have the API's error body.
        _ => SandboxResponse.Plain(Status, "upstream request timeout"),
    };
}
