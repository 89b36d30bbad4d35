namespace Functions.Extract;

/// <summary>The kind of a playlist's outcome in one run.</summary>
public enum OutcomeKind
{
    /// <summary>All pages and the manifest are stored.</summary>
    Complete,

    /// <summary>The playlist has not changed, and today's manifest refers to the pages that are stored.</summary>
    Unchanged,

    /// <summary>Spotify asks for a wait, or the time ran out. A later run continues, which is not a failure.</summary>
    Waiting,

    /// <summary>Spotify does not have the playlist, or does not show it to this app.</summary>
    NotFound,

    /// <summary>Spotify describes the playlist, but returns its items to its owner and collaborators only.</summary>
    NotOwned,

    /// <summary>The app's owner has no Premium subscription. Without one, a development-mode app gets
    /// nothing.</summary>
    PremiumRequired,

    /// <summary>The refresh token has expired, six months after the authorization, or was revoked.</summary>
    AuthorizationExpired,

    /// <summary>The playlist was edited during each reading.</summary>
    ChangedWhileReading,

    /// <summary>Any other failure, which the reason names.</summary>
    Failed,
}
