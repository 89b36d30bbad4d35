namespace Local.Spotify.Http;

/// <summary>A request that the sandbox has answered.</summary>
/// <param name="At">When it came, by the sandbox's clock.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="PathAndQuery">The address without the host: no secret is in it.</param>
/// <param name="Status">The response's HTTP status; 0 where the connection was cut before one came.</param>
/// <param name="Duration">How long answering took.</param>
public sealed record SandboxRequest(
    DateTimeOffset At,
    string Method,
    string PathAndQuery,
    int Status,
    TimeSpan Duration)
{
    /// <summary>What it was for.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>What went wrong, or was changed meanwhile; null: nothing.</summary>
    public string? Fault { get; init; }
}
