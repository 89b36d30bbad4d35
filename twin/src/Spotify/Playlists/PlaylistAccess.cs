namespace Twin.Spotify.Playlists;

public enum PlaylistAccess
{
    Member,

    /// <summary>
    /// The user is neither. In development mode the playlist is described and its entries are refused.
    /// </summary>
    Stranger,

    /// <summary>The playlist is one of Spotify's own. Apps without access from before 2024-11-27 get a 404.</summary>
    SpotifysOwn,
}
