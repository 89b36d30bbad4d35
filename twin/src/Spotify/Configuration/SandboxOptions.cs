using Twin.Spotify.Faults;
using Twin.Spotify.Http;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;
using Twin.Spotify.Plays;

namespace Twin.Spotify.Configuration;

public sealed record SandboxOptions
{
    public Era Era { get; init; } = Era.Development2026;

    /// <summary>True if the app has extended quota from before 2024-11-27: then both kinds of token can read all
    /// playlists, Spotify's own among them. In the legacy era every app can.</summary>
    public bool HasExtendedQuota { get; init; }

    /// <summary>The playlists of a day: the day of the run, counted from 0.</summary>
    public required Func<int, IReadOnlyList<SandboxPlaylist>> Content { get; init; }

    /// <summary>The user's own lists of a day: the day of the run, counted from 0.</summary>
    public Func<int, OwnMusic> Own { get; init; } = _ => OwnMusic.None;

    /// <summary>The user's plays up to a time, of which the last ones are given.</summary>
    public Func<DateTimeOffset, IEnumerable<SandboxPlay>> Plays { get; init; } = _ => [];

    /// <summary>The scopes that the user of <see cref="RefreshToken"/> has agreed to.</summary>
    public ImmutableArray<string> Scopes { get; init; } =
        [SandboxPlaylist.CollaborativeScope, SandboxPlaylist.PrivateScope];

    public string ClientId { get; init; } = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59";

    /// <summary>The app's secret. It protects nothing: it is valid in this sandbox alone.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>The user's refresh token. No other one is valid, except those that it was exchanged for.</summary>
    public string RefreshToken { get; init; } = "sandbox-refresh-token";

    public bool UserConsents { get; init; } = true;
    public RefreshTokenRotation Rotation { get; init; }

    /// <summary>The end of the user's authorization, six months after it was given: from then on none of its refresh
    /// tokens is valid, new ones included. Null: never.</summary>
    public DateTimeOffset? AuthorizedUntil { get; init; }

    /// <summary>The time of every response, processing included, on <see cref="Wall"/>.</summary>
    public TimeSpan Latency { get; init; }

    public FaultPlan Faults { get; init; } = new();

    /// <summary>The clock of access tokens, which expire after an hour, and of long waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The clock of waits in real time and of slow responses.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>True if the app can read all playlists, Spotify's own among them.</summary>
    internal bool SeesAll => HasExtendedQuota || Era == Era.Legacy;

    /// <summary>Called after each request, on the thread that answered it.</summary>
    public Action<SandboxRequest>? OnResponse { get; init; }
}

/// <summary>The shapes that the Web API has had: the same playlist under different names.</summary>
public enum Era
{
    /// <summary>Before November 2024, and apps with extended quota since: <c>/tracks</c>, <c>track</c>.</summary>
    Legacy,

    /// <summary>Apps in development mode since February 2026: <c>/items</c>, <c>item</c>, fewer fields.</summary>
    Development2026,
}

/// <summary>The rotation of refresh tokens: Spotify's accounts service may return a new one with each
/// refresh.</summary>
public enum RefreshTokenRotation
{
    /// <summary>No new token; the old one stays valid. Spotify does so for apps with a secret.</summary>
    Never,

    /// <summary>A new token, and the old ones stay valid.</summary>
    KeepsOld,

    /// <summary>A new token, and the one that was used becomes invalid.</summary>
    EndsOld,
}
