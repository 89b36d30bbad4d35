namespace Functions.Extract;

/// <summary>How the reading of one playlist ended.</summary>
public enum OutcomeKind
{
    /// <summary>All pages and the manifest are stored.</summary>
    Complete,

    /// <summary>Spotify knows no such playlist, or does not show it to this app.</summary>
    NotFound,

    /// <summary>Spotify describes the playlist, but gives its items to its owner and collaborators only.</summary>
    NotOwned,

    /// <summary>
    /// The app's owner has no Premium subscription, without which a development-mode app gets nothing.
    /// </summary>
    PremiumRequired,

    /// <summary>The refresh token is dead: six months after the authorization, or revoked.</summary>
    AuthorizationExpired,

    /// <summary>Spotify asks for a longer wait than the invocation has left.</summary>
    RateLimited,

    /// <summary>Somebody edited the playlist each time it was read.</summary>
    ChangedWhileReading,

    /// <summary>Anything else; the reason says what.</summary>
    Failed,
}
