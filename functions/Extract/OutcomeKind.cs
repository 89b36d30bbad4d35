namespace Functions.Extract;

/// <summary>How the reading of one playlist ended.</summary>
public enum OutcomeKind
{
    /// <summary>All pages and the manifest are stored.</summary>
    Complete,

    /// <summary>It is as it was when it was stored last, and today's manifest refers to those pages.</summary>
    Unchanged,

    /// <summary>Spotify asks to wait, or the time ran out: a later run goes on. No failure.</summary>
    Waiting,

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

    /// <summary>Somebody edited the playlist each time it was read.</summary>
    ChangedWhileReading,

    /// <summary>Anything else; the reason says what.</summary>
    Failed,
}
