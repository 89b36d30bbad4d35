namespace Local.Spotify.Playlists;

/// <summary>What the sandbox's user is to a playlist.</summary>
public enum PlaylistAccess
{
    /// <summary>Its owner, or a collaborator.</summary>
    Member,

    /// <summary>A stranger: in development mode the playlist is described and its entries are refused.</summary>
    Stranger,

    /// <summary>A stranger to one of Spotify's own: 404 to apps without access from before 2024-11-27.</summary>
    SpotifysOwn,
}
