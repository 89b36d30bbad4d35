using Microsoft.AspNetCore.WebUtilities;
using Twin.Spotify.Own;

namespace Twin.Spotify.Http;

/// <param name="OwnList">The address of one of the user's own lists, with its range; null for other requests.</param>
/// <param name="Endpoint">The endpoint of a request for entries, <c>items</c> or <c>tracks</c>; null for other
/// kinds.</param>
/// <param name="PathAndQuery">The address without the host.</param>
internal sealed record RequestTarget(
    RequestKind Kind,
    string? PlaylistId,
    string? OwnList,
    string? Endpoint,
    string PathAndQuery,
    int Day)
{
    /// <summary>True if the request goes to the accounts service, not to the Web API.</summary>
    public bool IsForAccounts => Kind is RequestKind.Token or RequestKind.Consent;

    /// <summary>Reads an address. The query of a consent is left out: it has secrets.</summary>
    internal static RequestTarget Parse(string method, string path, string query, int day)
    {
        var (kind, list, endpoint) = (method, path.Split('/')) switch
        {
            ("POST", ["", "api", "token"]) => (RequestKind.Token, null, null),
            ("GET", ["", "authorize"]) => (RequestKind.Consent, null, null),
            ("GET", ["", "v1", "playlists", var id]) => (RequestKind.Playlist, id, null),
            ("GET", ["", "v1", "playlists", var id, ("items" or "tracks") and var entries]) =>
                (RequestKind.Entries, id, entries),
            ("GET", ["", "v1", "me"]) => (RequestKind.Profile, null, null),
            ("GET", ["", "v1", "me", "playlists"]) => (RequestKind.Library, null, null),
            ("GET", ["", "v1", "me", "top", "tracks"]) =>
                (RequestKind.TopTracks, OwnMusic.ChartOf(RangeIn(query)), null),
            ("GET", ["", "v1", "me", "tracks"]) => (RequestKind.SavedTracks, OwnMusic.SavedTracksPath, null),
            ("GET", ["", "v1", "me", "player", "recently-played"]) => (RequestKind.Plays, null, null),
            _ => (RequestKind.Other, (string?)null, (string?)null),
        };
        var isOwn = kind is RequestKind.TopTracks or RequestKind.SavedTracks;
        return new RequestTarget(
            kind,
            isOwn ? null : list,
            isOwn ? list : null,
            endpoint,
            kind == RequestKind.Consent ? path : path + query,
            day);
    }

    private static string RangeIn(string query) =>
        QueryHelpers.ParseQuery(query).TryGetValue("time_range", out var range)
            ? range[^1] ?? string.Empty
            : OwnMusic.DefaultRange;
}

public enum RequestKind
{
    Token,

    /// <summary><c>GET /authorize</c> of the accounts service: the page on which a user consents.</summary>
    Consent,

    /// <summary><c>GET /v1/playlists/{id}</c>.</summary>
    Playlist,

    /// <summary><c>GET /v1/playlists/{id}/items</c> or <c>/tracks</c>.</summary>
    Entries,

    /// <summary><c>GET /v1/me/player/recently-played</c>.</summary>
    Plays,

    /// <summary><c>GET /v1/me</c>.</summary>
    Profile,

    /// <summary><c>GET /v1/me/playlists</c>.</summary>
    Library,

    /// <summary><c>GET /v1/me/top/tracks</c>.</summary>
    TopTracks,

    /// <summary><c>GET /v1/me/tracks</c>.</summary>
    SavedTracks,

    Other,
}

/// <param name="At">The time of the request, on the sandbox's clock.</param>
/// <param name="PathAndQuery">The address without the host; it contains no secret.</param>
/// <param name="Status">The HTTP status of the response; 0 if the connection was cut before one was sent.</param>
public sealed record SandboxRequest(
    DateTimeOffset At,
    string Method,
    string PathAndQuery,
    int Status,
    TimeSpan Duration)
{
    public RequestKind Kind { get; init; }

    /// <summary>The name of the fault or of the concurrent change; null if none.</summary>
    public string? Fault { get; init; }
}
