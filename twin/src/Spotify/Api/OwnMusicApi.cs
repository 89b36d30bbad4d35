using System.Buffers;
using Twin.Spotify.Configuration;
using Twin.Spotify.Http;
using Twin.Spotify.Json;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;
using Twin.Spotify.Plays;

namespace Twin.Spotify.Api;

/// <summary>The Web API below <c>/v1/me</c>: what is the user's own, and never an app's.</summary>
/// <param name="address">The API's base address, ending in <c>/v1/</c>, with which links begin.</param>
internal sealed class OwnMusicApi(SandboxOptions options, EraShape shape, ServedDay served, Uri address)
{
    /// <param name="scopes">The scopes of the user's token; null for the app's own, which has no user.</param>
    /// <exception cref="FormatException">A parameter is not valid.</exception>
    public SandboxResponse Get(string[] path, string[]? scopes, IReadOnlyDictionary<string, string> query)
    {
        var playlists = new PlaylistJson(shape, address);
        (string? Scope, Func<ReadOnlyMemory<byte>> Body)? found = path switch
        {
            [] => (null, playlists.Profile),
            ["playlists"] => (null, () => playlists.Library(Library(scopes!), PlaylistQuery.ParseOwn(query))),
            ["top", "tracks"] => (OwnMusic.TopTracksScope, () => TopTracks(query)),
            ["tracks"] => (OwnMusic.SavedTracksScope, () => SavedTracks(query)),
            ["player", "recently-played"] => (SandboxPlay.Scope, () =>
                new PlaysJson(shape, address).Page(options.Plays(options.Clock.GetUtcNow()), query)),
            _ => null,
        };
        return found switch
        {
            null => SandboxResponse.Error(404, "Service not found"),
            _ when scopes is null => SandboxResponse.Error(401, "Valid user authentication required"),
            ({ } scope, _) when !scopes.Contains(scope) => SandboxResponse.Error(403, "Insufficient client scope"),
            (_, var body) => SandboxResponse.Ok(body()),
        };
    }

    /// <summary>The playlists that these scopes show, in the order of the library.</summary>
    private List<SandboxPlaylist?> Library(string[] scopes) =>
    [
        .. served.Library
            .Where(playlist => (playlist.IsPublic || scopes.Contains(SandboxPlaylist.PrivateScope))
                && (!playlist.IsCollaborative || scopes.Contains(SandboxPlaylist.CollaborativeScope)))
            .Select(playlist => playlist.Access == PlaylistAccess.SpotifysOwn && !options.SeesAll
                ? null
                : options.Faults.CurrentVersion(playlist, served.Day)),
    ];

    private ReadOnlyMemory<byte> TopTracks(IReadOnlyDictionary<string, string> query)
    {
        var range = query.GetValueOrDefault("time_range") ?? OwnMusic.DefaultRange;
        return OwnMusic.Ranges.Contains(range)
            ? Page(
                OwnMusic.TopTracksPath,
                OwnMusic.ChartOf(range),
                served.Own.TopTracks.GetValueOrDefault(range) ?? [],
                PlaylistQuery.ParseOwn(query, "time_range"),
                EraRule.ForTrack(shape))
            : throw new FormatException("Invalid request");
    }

    private ReadOnlyMemory<byte> SavedTracks(IReadOnlyDictionary<string, string> query) => Page(
        OwnMusic.SavedTracksPath,
        OwnMusic.SavedTracksPath,
        served.Own.SavedTracks,
        PlaylistQuery.ParseOwn(query, "market", "locale"),
        EraRule.ForKeptKey(shape));

    private ReadOnlyMemory<byte> Page(
        string path, string list, IReadOnlyList<ReadOnlyMemory<byte>> final, PlaylistQuery query, JsonRule? rule)
    {
        // A reading of one page is never confirmed by a second request, so it has the day's version.
        var isWholeReading = query.Offset == 0
            && (query.Limit < PlaylistQuery.MaxOwnLimit || query.Limit >= final.Count);
        var day = new SandboxPlaylist(list, list, DefaultOwner.Id, DefaultOwner.DisplayName, list, final);
        var entries = isWholeReading ? final : options.Faults.CurrentVersion(day, served.Day).Entries;
        var target = new ArrayBufferWriter<byte>();
        new PageJson($"{address}{path}", query, PlaylistQuery.MaxOwnLimit).Write(
            entries, target, entry => JsonRewriter.Apply(entry, rule, target));
        return target.WrittenMemory;
    }
}
