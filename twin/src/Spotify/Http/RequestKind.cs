namespace Twin.Spotify.Http;

public enum RequestKind
{
    Token,

    /// <summary><c>GET /authorize</c> of the accounts service: the page on which a user consents.</summary>
    Consent,

    /// <summary><c>GET /v1/playlists/{id}</c>.</summary>
    Playlist,

    /// <summary><c>GET /v1/playlists/{id}/items</c> or <c>/tracks</c>.</summary>
    Entries,

    Other,
}
