using System.Collections.Frozen;
using Twin.Spotify.Accounts;
using Twin.Spotify.Configuration;
using Twin.Spotify.Http;
using Twin.Spotify.Json;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Api;

/// <summary>The Web API: answers <c>GET /v1/playlists/{id}</c>, its pages, and what is the user's own, in an era's
/// shape.</summary>
internal sealed class SandboxWebApi(SandboxOptions options, SandboxAccounts accounts)
{
    private readonly EraShape _shape = EraShape.From(options.Era);
    private volatile ServedDay _served = new(0, FrozenDictionary<string, SandboxPlaylist>.Empty, [], OwnMusic.None);

    public int Day => _served.Day;

    /// <summary>Serves the content of <paramref name="day"/> from the next request on.</summary>
    public void SetDay(int day)
    {
        var playlists = options.Content(day);
        _served = new ServedDay(
            day,
            playlists.ToFrozenDictionary(playlist => playlist.Id, StringComparer.Ordinal),
            [.. playlists.Where(playlist => playlist.IsInLibrary)],
            options.Own(day));
    }

    /// <summary>Answers a GET of <paramref name="path"/>, relative to <c>/v1/</c>.</summary>
    public SandboxResponse Get(
        string path,
        string? authorization,
        IReadOnlyDictionary<string, string> query,
        Uri address)
    {
        var (scopes, refusal) = accounts.Check(authorization);
        if (refusal is not null)
        {
            return refusal;
        }

        var isUser = scopes is not null;

        var json = new PlaylistJson(_shape, address);
        try
        {
            return path.Split('/') switch
            {
                ["playlists", var id] => Whole(json, id, isUser, query),
                ["playlists", var id, ("tracks" or "items") and var entries] => Page(json, id, entries, isUser, query),
                ["me", .. var own] =>
                    new OwnMusicApi(options, _shape, _served, address).Get(own, scopes?.Split(' '), query),
                _ => SandboxResponse.Error(404, "Service not found"),
            };
        }
        catch (FormatException invalid)
        {
            return SandboxResponse.Error(400, invalid.Message);
        }
    }

    private SandboxResponse Whole(
        PlaylistJson json,
        string id,
        bool isUser,
        IReadOnlyDictionary<string, string> query)
    {
        if (Find(id) is not { } playlist)
        {
            return SandboxResponse.Error(404, "Resource not found");
        }

        // The whole playlist ignores a limit and an offset in the query.
        var asked = query.Where(pair => pair.Key is not ("limit" or "offset")).ToDictionary(StringComparer.Ordinal);
        var parsed = PlaylistQuery.Parse(asked, _shape);
        var isAsked = parsed.Fields?.GetChange(Encoding.UTF8.GetBytes(_shape.Container)).Drop != true;
        return Respond(json.Whole(playlist, parsed, isAsked && MayReadEntries(isUser, playlist)), parsed);
    }

    private SandboxResponse Page(
        PlaylistJson json,
        string id,
        string entries,
        bool isUser,
        IReadOnlyDictionary<string, string> query)
    {
        if (entries != _shape.Container)
        {
            // Development mode lost /tracks in February 2026 and answers 403; before that, /items did not exist.
            return options.Era == Era.Development2026
                ? SandboxResponse.Error(403, "Forbidden")
                : SandboxResponse.Error(404, "Service not found");
        }

        if (Find(id) is not { } playlist)
        {
            return SandboxResponse.Error(404, "Resource not found");
        }

        if (!MayReadEntries(isUser, playlist))
        {
            return SandboxResponse.Error(403, "Forbidden");
        }

        var parsed = PlaylistQuery.Parse(query, _shape);
        return Respond(json.Page(playlist, parsed), parsed);
    }

    /// <summary>The current version of the playlist; null if it does not exist or is hidden from this app.</summary>
    private SandboxPlaylist? Find(string id)
    {
        var served = _served;
        return served.Playlists.TryGetValue(id, out var playlist)
            && (playlist.Access != PlaylistAccess.SpotifysOwn || options.SeesAll)
            ? options.Faults.CurrentVersion(playlist, served.Day)
            : null;
    }

    /// <summary>Determines whether the caller may read a playlist's entries. Development mode shows them only to the
    /// playlist's owner and collaborators, never to an app.</summary>
    private bool MayReadEntries(bool isUser, SandboxPlaylist playlist) =>
        options.SeesAll || (isUser && playlist.Access == PlaylistAccess.Member);

    private static SandboxResponse Respond(ReadOnlyMemory<byte> body, PlaylistQuery query) =>
        SandboxResponse.Ok(query.Fields is { } fields ? JsonRewriter.Apply(body, fields) : body);
}
