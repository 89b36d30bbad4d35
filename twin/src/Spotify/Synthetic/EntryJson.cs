using System.Net;
using Twin.Spotify.Json;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>Entries in the API's full shape before November 2024, with its fields in its order: tracks, local files,
/// episodes and removed tracks.</summary>
internal static class EntryJson
{
    private const string Api = "https://api.spotify.com/v1";
    private const string Open = "https://open.spotify.com";

    public static ReadOnlyMemory<byte> Track(string track, string? addedAt, string addedBy) =>
        Entry(addedAt, addedBy, isLocal: false, track);

    /// <summary>An item of a chart of tracks: the track itself.</summary>
    public static ReadOnlyMemory<byte> TrackItself(SyntheticSong song, int day) =>
        Encoding.UTF8.GetBytes(Track(song, day));

    public static ReadOnlyMemory<byte> Like(SyntheticSong song, int day, string addedAt) =>
        Encoding.UTF8.GetBytes(Object(("added_at", Quote(addedAt)), ("track", Track(song, day))));

    /// <summary>A play of a song.</summary>
    /// <param name="playedAt">The end of the play, with milliseconds.</param>
    /// <param name="context">The type and the id of what it was played from; null if that is unknown.</param>
    public static ReadOnlyMemory<byte> Play(
        SyntheticSong song, int day, string playedAt, (string Type, string Id)? context) =>
        Encoding.UTF8.GetBytes(Object(
            ("track", Track(song, day)),
            ("played_at", Quote(playedAt)),
            ("context", context is var (type, id)
                ? Object(
                    ("type", Quote(type)),
                    ("href", Quote($"{Api}/{type}s/{id}")),
                    ("external_urls", Urls(type, id)),
                    ("uri", Quote($"spotify:{type}:{id}")))
                : "null")));

    /// <summary>A track as it is on a day.</summary>
    public static string Track(SyntheticSong song, int day)
    {
        var (album, id) = (song.Album, song.Id);
        return Object(
            ("preview_url", Text(song.PreviewUrl)),
            ("available_markets", album.Markets),
            ("explicit", Boolean(song.Explicit)),
            ("type", "\"track\""),
            ("episode", "false"),
            ("track", "true"),
            ("album", Object(
                ("available_markets", album.Markets),
                ("type", "\"album\""),
                ("album_type", Quote(album.Type)),
                ("href", Quote($"{Api}/albums/{album.Id}")),
                ("id", Quote(album.Id)),
                ("images", Images("ab67616d", ["0000b273", "00001e02", "00004851"], album.Image)),
                ("name", Quote(album.Name)),
                ("release_date", Text(album.ReleaseDate)),
                ("release_date_precision", Text(album.Precision)),
                ("uri", Quote($"spotify:album:{album.Id}")),
                ("artists", Artists(album.Artists)),
                ("external_urls", Urls("album", album.Id)),
                ("total_tracks", Number(album.TotalTracks)))),
            ("artists", Artists(song.Artists)),
            ("disc_number", "1"),
            ("track_number", Number(song.TrackNumber)),
            ("duration_ms", Duration(song)),
            ("external_ids", Object(("isrc", Quote(song.Isrc)))),
            ("external_urls", Urls("track", id)),
            ("href", Quote($"{Api}/tracks/{id}")),
            ("id", Quote(id)),
            ("name", Quote(song.Name)),
            ("popularity", Number(song.ChartRun.Popularity(day))),
            ("uri", Quote($"spotify:track:{id}")),
            ("is_local", "false"));
    }

    /// <summary>A local file of a user: Spotify has its names and nothing else.</summary>
    public static ReadOnlyMemory<byte> LocalFile(SyntheticSong song, string? addedAt, string addedBy)
    {
        var seconds = song.DurationMs / 1000;
        var names = string.Join(':', new[] { song.Artists[0].Name, song.Album.Name, song.Name }
            .Select(WebUtility.UrlEncode));
        return Entry(addedAt, addedBy, isLocal: true, Object(
            ("album", Object(
                ("album_type", "null"),
                ("artists", "[]"),
                ("available_markets", "[]"),
                ("external_urls", "{}"),
                ("href", "null"),
                ("id", "null"),
                ("images", "[]"),
                ("name", Quote(song.Album.Name)),
                ("release_date", "null"),
                ("release_date_precision", "null"),
                ("type", "\"album\""),
                ("uri", "null"))),
            ("artists", Array(Object(
                ("external_urls", "{}"),
                ("href", "null"),
                ("id", "null"),
                ("name", Quote(song.Artists[0].Name)),
                ("type", "\"artist\""),
                ("uri", "null")))),
            ("available_markets", "[]"),
            ("disc_number", "0"),
            ("duration_ms", Number(seconds * 1000)),
            ("explicit", "false"),
            ("external_ids", "{}"),
            ("external_urls", "{}"),
            ("href", "null"),
            ("id", "null"),
            ("is_local", "true"),
            ("name", Quote(song.Name)),
            ("popularity", "0"),
            ("preview_url", "null"),
            ("track_number", "0"),
            ("type", "\"track\""),
            ("uri", Quote(string.Create(CultureInfo.InvariantCulture, $"spotify:local:{names}:{seconds}")))));
    }

    public static ReadOnlyMemory<byte> Episode(
        SeededRandom random, SyntheticSong song, string released, string? addedAt, string addedBy)
    {
        var (id, showId, image) = (random.NextId(), random.NextId(), random.HexString(24));
        var (show, publisher) = (SyntheticNames.Show(random), song.Artists[0].Name);
        var about = $"{publisher} on “{song.Name}”, and what came of it.";
        var images = Images("ab676563", ["0000ba8a", "00005f1f", "0000f68d"], image);
        return Entry(addedAt, addedBy, isLocal: false, Object(
            ("explicit", "false"),
            ("audio_preview_url", "null"),
            ("description", Quote(about)),
            ("duration_ms", Number(song.DurationMs * 10)),
            ("episode", "true"),
            ("external_urls", Urls("episode", id)),
            ("href", Quote($"{Api}/episodes/{id}")),
            ("html_description", Quote($"<p>{WebUtility.HtmlEncode(about)}</p>")),
            ("id", Quote(id)),
            ("images", images),
            ("is_externally_hosted", "false"),
            ("language", "\"en\""),
            ("languages", "[\"en\"]"),
            ("name", Quote(song.Name)),
            ("release_date", Quote(released)),
            ("release_date_precision", "\"day\""),
            ("available_markets", song.Album.Markets),
            ("show", Object(
                ("available_markets", song.Album.Markets),
                ("copyrights", "[]"),
                ("description", Quote(show)),
                ("explicit", "false"),
                ("external_urls", Urls("show", showId)),
                ("href", Quote($"{Api}/shows/{showId}")),
                ("html_description", Quote(WebUtility.HtmlEncode(show))),
                ("id", Quote(showId)),
                ("images", images),
                ("is_externally_hosted", "false"),
                ("languages", "[\"en\"]"),
                ("media_type", "\"audio\""),
                ("name", Quote(show)),
                ("publisher", Quote(publisher)),
                ("total_episodes", "120"),
                ("type", "\"show\""),
                ("uri", Quote($"spotify:show:{showId}")))),
            ("track", Boolean(random.OneIn(2))),
            ("type", "\"episode\""),
            ("uri", Quote($"spotify:episode:{id}"))));
    }

    /// <summary>A track that Spotify has removed. Its entry stays.</summary>
    public static ReadOnlyMemory<byte> Missing(string? addedAt, string addedBy) =>
        Entry(addedAt, addedBy, isLocal: false, "null");

    private static ReadOnlyMemory<byte> Entry(string? addedAt, string addedBy, bool isLocal, string track) =>
        Encoding.UTF8.GetBytes(Object(
            ("added_at", Text(addedAt)),
            ("added_by", Object(
                ("external_urls", Urls("user", addedBy)),
                ("href", Quote($"{Api}/users/{addedBy}")),
                ("id", Quote(addedBy)),
                ("type", "\"user\""),
                ("uri", Quote($"spotify:user:{addedBy}")))),
            ("is_local", Boolean(isLocal)),
            ("primary_color", "null"),
            ("track", track),
            ("video_thumbnail", Object(("url", "null")))));

    private static string Artists(IEnumerable<SyntheticArtist> artists) =>
        Array([.. artists.Select(artist => Object(
            ("external_urls", Urls("artist", artist.Id)),
            ("href", Quote($"{Api}/artists/{artist.Id}")),
            ("id", Quote(artist.Id)),
            ("name", Quote(artist.Name)),
            ("type", "\"artist\""),
            ("uri", Quote($"spotify:artist:{artist.Id}"))))]);

    private static string Images(string family, string[] sizes, string image)
    {
        int[] pixels = [640, 300, 64];
        return Array([.. sizes.Zip(pixels, (size, side) => Object(
            ("url", Quote($"https://i.scdn.co/image/{family}{size}{image}")),
            ("width", Number(side)),
            ("height", Number(side))))]);
    }

    private static string Urls(string type, string id) => Object(("spotify", Quote($"{Open}/{type}/{id}")));

    private static string Object(params ReadOnlySpan<(string Name, string Json)> members)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in members)
        {
            json.Append(json.Length > 1 ? "," : string.Empty).Append('"').Append(name).Append("\":").Append(value);
        }

        return json.Append('}').ToString();
    }

    private static string Array(params string[] elements) => $"[{string.Join(',', elements)}]";

    private static string Duration(SyntheticSong song) => song.DurationForm switch
    {
        DurationForm.Float => Number(song.DurationMs) + ".0",
        DurationForm.Object => Object(("totalMilliseconds", Number(song.DurationMs))),
        _ => Number(song.DurationMs),
    };

    private static string Text(string? text) => text is null ? "null" : Quote(text);

    private static string Quote(string text) => JsonEscaping.Quote(text);

    private static string Boolean(bool value) => value ? "true" : "false";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
