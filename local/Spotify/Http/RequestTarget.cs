namespace Local.Spotify.Http;

/// <summary>What a request asks for, as its address says.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="PlaylistId">The playlist; null where there is none.</param>
/// <param name="Endpoint">Of entries: <c>items</c> or <c>tracks</c>; null for all else.</param>
/// <param name="PathAndQuery">The address without the host.</param>
/// <param name="Day">The sandbox's day.</param>
internal sealed record RequestTarget(
    RequestKind Kind,
    string? PlaylistId,
    string? Endpoint,
    string PathAndQuery,
    int Day)
{
    /// <summary>Whether it goes to the accounts service, and not to the Web API.</summary>
    public bool IsForAccounts => Kind is RequestKind.Token or RequestKind.Consent;

    /// <summary>Reads an address. A consent's query is left out: it says what nobody else should know.</summary>
    internal static RequestTarget Of(string method, string path, string query, int day)
    {
        var (kind, playlist, endpoint) = (method, path.Split('/')) switch
        {
            ("POST", ["", "api", "token"]) => (RequestKind.Token, null, null),
            ("GET", ["", "authorize"]) => (RequestKind.Consent, null, null),
            ("GET", ["", "v1", "playlists", var id]) => (RequestKind.Playlist, id, null),
            ("GET", ["", "v1", "playlists", var id, ("items" or "tracks") and var entries]) =>
                (RequestKind.Entries, id, entries),
            _ => (RequestKind.Other, (string?)null, (string?)null),
        };
        return new RequestTarget(
            kind, playlist, endpoint, kind == RequestKind.Consent ? path : path + query, day);
    }
}
