using Local.Spotify.Faults;
using Local.Spotify.Http;
using Local.Spotify.Playlists;

namespace Local.Spotify.Configuration;

/// <summary>What the sandbox Spotify serves, and to whom.</summary>
public sealed record SandboxOptions
{
    /// <summary>The API's shape.</summary>
    public Era Era { get; init; } = Era.Development2026;

    /// <summary>
    /// Whether the app has extended quota from before 2024-11-27: with either kind of token it then reads everybody's
    /// playlists and Spotify's own. In the era before, every app does.
    /// </summary>
    public bool HasExtendedQuota { get; init; }

    /// <summary>The playlists of a day: the day of the run, counted from 0.</summary>
    public required Func<int, IReadOnlyList<SandboxPlaylist>> Content { get; init; }

    /// <summary>The app's id.</summary>
    public string ClientId { get; init; } = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59";

    /// <summary>The app's secret: no secret at all, it opens this sandbox alone.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>The user's refresh token; every other one is dead, but for those that it was exchanged for.</summary>
    public string RefreshToken { get; init; } = "sandbox-refresh-token";

    /// <summary>Whether the user agrees when an app asks for access.</summary>
    public bool UserConsents { get; init; } = true;

    /// <summary>Whether a refresh brings a new refresh token.</summary>
    public RefreshTokenRotation Rotation { get; init; }

    /// <summary>
    /// When the user's authorization ends, six months after it was given: from then on no refresh token of it is good,
    /// however young. Null: never.
    /// </summary>
    public DateTimeOffset? AuthorizedUntil { get; init; }

    /// <summary>What every response takes, its making included, on <see cref="Wall"/>.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = new();

    /// <summary>The clock that access tokens expire by, an hour after they were given, and waits pass on.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The clock that waits of a client pass on in real time, and slow answers.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>Called after each request, on the thread that answered it.</summary>
    public Action<SandboxRequest>? OnResponse { get; init; }
}
