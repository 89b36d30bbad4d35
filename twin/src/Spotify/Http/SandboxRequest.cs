namespace Twin.Spotify.Http;

/// <param name="At">The time of the request, on the sandbox's clock.</param>
/// <param name="PathAndQuery">The address without the host; it contains no secret.</param>
/// <param name="Status">The HTTP status of the response; 0 if the connection was cut before one was sent.</param>
public sealed record SandboxRequest(
    DateTimeOffset At,
    string Method,
    string PathAndQuery,
    int Status,
    TimeSpan Duration)
{
    public RequestKind Kind { get; init; }

    /// <summary>The name of the fault or of the concurrent change; null if none.</summary>
    public string? Fault { get; init; }
}
