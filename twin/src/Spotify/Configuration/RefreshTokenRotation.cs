namespace Twin.Spotify.Configuration;

/// <summary>
/// The rotation of refresh tokens: Spotify's accounts service may return a new one with each refresh.
/// </summary>
public enum RefreshTokenRotation
{
    /// <summary>No new token; the old one stays valid. Spotify does so for apps with a secret.</summary>
    Never,

    /// <summary>A new token, and the old ones stay valid.</summary>
    KeepsOld,

    /// <summary>A new token, and the one that was used becomes invalid.</summary>
    EndsOld,
}
