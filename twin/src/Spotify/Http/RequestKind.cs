namespace Twin.Spotify.Http;

/// <summary>The kinds of requests.</summary>
public enum RequestKind
{
    /// <summary><c>POST /api/token</c> of the accounts service.</summary>
    Token,

    /// <summary><c>GET /authorize</c> of the accounts service: the page on which a user consents.</summary>
    Consent,

    /// <summary><c>GET /v1/playlists/{id}</c>.</summary>
    Playlist,

    /// <summary><c>GET /v1/playlists/{id}/items</c> or <c>/tracks</c>.</summary>
    Entries,

    /// <summary>Any other address.</summary>
    Other,
}
