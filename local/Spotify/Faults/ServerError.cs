using System.Globalization;

namespace Local.Spotify.Faults;

/// <summary>500, 502, 503 or 504, as large playlists bring them about.</summary>
internal sealed record ServerError(int Status) : Fault
{
    /// <inheritdoc/>
    public override string Name => Status.ToString(CultureInfo.InvariantCulture);

    internal override SandboxAnswer Answer(Func<SandboxAnswer> real) => Status switch
    {
        500 => SandboxAnswer.Error(Status, "Server error"),
        502 => SandboxAnswer.Error(Status, "Bad gateway."),
        503 => SandboxAnswer.Error(Status, "Service temporarily unavailable"),

        // The load balancer's own, which knows nothing of the API's error bodies.
        _ => SandboxAnswer.Plain(Status, "upstream request timeout"),
    };
}
