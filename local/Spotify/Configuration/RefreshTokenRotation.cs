namespace Local.Spotify.Configuration;

/// <summary>Whether a response to a refresh brings a new refresh token.</summary>
public enum RefreshTokenRotation
{
    /// <summary>None comes, the old one stays good: what Spotify does for apps with a secret.</summary>
    Never,

    /// <summary>A new one comes, and the old ones stay good too.</summary>
    KeepsOld,

    /// <summary>A new one comes, and the one that it was asked with is dead.</summary>
    EndsOld,
}
