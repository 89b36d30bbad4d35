namespace Twin.Spotify.Playlists;

/// <summary>The access of the sandbox's user to a playlist.</summary>
public enum PlaylistAccess
{
    /// <summary>The user is its owner or a collaborator.</summary>
    Member,

    /// <summary>
    /// The user is neither. In development mode the playlist is described and its entries are refused.
    /// </summary>
    Stranger,

    /// <summary>The playlist is one of Spotify's own. Apps without access from before 2024-11-27 get a 404.</summary>
    SpotifysOwn,
}
