using System.Runtime.InteropServices;

namespace Tests.Support;

/// <summary>A slow transformation, written from the description of the tables with whole documents, strings and sets.
/// The real one must agree with it.</summary>
internal sealed class SlowTransform
{
    private const string LineBreaks = "\r\n\v\f\u0085\u2028\u2029";

    private readonly Dictionary<Table, List<string?[]>> _rows =
        Tables.All.ToDictionary(table => table, _ => new List<string?[]>());

    private readonly HashSet<(Table Table, string Id)> _known = [];
    private readonly string _playlistId;
    private readonly bool _isChart;
    private int _position;

    private SlowTransform(string playlistId, bool isChart) => (_playlistId, _isChart) = (playlistId, isChart);

    /// <summary>The positions of the entries that are not objects.</summary>
    public List<int> Rejected { get; } = [];

    /// <param name="isChart">True if the items of the pages are tracks themselves.</param>
    public static SlowTransform Run(string playlistId, IEnumerable<byte[]> pages, bool isChart = false)
    {
        var tables = new SlowTransform(playlistId, isChart);
        foreach (var page in pages)
        {
            EntriesOf(page).ForEach(entry => tables.Add(entry));
        }

        return tables;
    }

    /// <exception cref="JsonException">The page is not JSON.</exception>
    public static List<JsonElement> EntriesOf(byte[] page)
    {
        var mark = page.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return JsonElement.Parse(page.AsSpan(mark), new JsonDocumentOptions { MaxDepth = 512 })
            .EnumerateObject()
            .First(property => IsItems(property) && property.Value.ValueKind == JsonValueKind.Array)
            .Value.EnumerateArray()
            .ToList();
    }

    /// <summary>The rows as Athena reads them; unknown values are empty.</summary>
    public IEnumerable<string> Rows(Table table) => Fields(table).Select(row => string.Join('|', row));

    /// <inheritdoc cref="Rows"/>
    public IEnumerable<string[]> Fields(Table table) => _rows[table].Select(row => row.Select(OnOneLine).ToArray());

    private static bool IsItems(JsonProperty property) =>
        SlowJson.Decode(JsonMarshal.GetRawUtf8PropertyName(property)) == "items";

    private static string OnOneLine(string? text)
    {
        var line = (text ?? "").Replace("\r\n", " ", StringComparison.Ordinal);
        return string.Concat(line.Where(c => c != '\0').Select(c => LineBreaks.Contains(c) ? ' ' : c));
    }

    private void Add(JsonElement? entry)
    {
        var position = Text(_position++);
        if (entry?.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            Rejected.Add(_position - 1);
            return;
        }

        var item = _isChart ? entry.Object() : entry.Get("item").Object() ?? entry.Get("track").Object();
        var kind = (item, item.Get("type").Text()) switch
        {
            (null, _) or (_, not (null or "track" or "episode")) => "missing",
            _ when entry.Get("is_local").Boolean() == true || item.Get("is_local").Boolean() == true => "local",
            (_, "episode") => "episode",
            _ => "track",
        };
        Write(
            Tables.PlaylistEntries,
            _playlistId,
            position,
            kind,
            item.Get("id").Id(),
            item.Get("name").Text(),
            Unless("1970-01-01", entry.Get("added_at").Text()),
            entry.Get("added_by").Get("id").Text());
        if (kind == "track" && item.Get("id").Id() is { } id && _known.Add((Tables.Songs, id)))
        {
            AddSong(id, item);
        }
    }

    private void AddSong(string id, JsonElement? track)
    {
        var duration = track.Get("duration_ms");
        Write(
            Tables.Songs,
            id,
            track.Get("name").Text(),
            track.Get("album").Get("id").Id(),
            (duration.Object() is null ? duration : duration.Get("totalMilliseconds")).Number(),
            track.Get("explicit").Boolean()?.ToString().ToLowerInvariant(),
            track.Get("popularity").Number(),
            track.Get("disc_number").Number(),
            track.Get("track_number").Number(),
            track.Get("external_ids").Get("isrc").Text(),
            Url("track", id, track));
        foreach (var (artist, artistId, position) in Artists(track))
        {
            Write(Tables.SongArtists, id, artistId, Text(position));
            if (_known.Add((Tables.Artists, artistId)))
            {
                Write(Tables.Artists, artistId, artist.Get("name").Text(), Url("artist", artistId, artist));
            }
        }

        var album = track.Get("album");
        if (album.Get("id").Id() is { } albumId && _known.Add((Tables.Albums, albumId)))
        {
            Write(
                Tables.Albums,
                albumId,
                album.Get("name").Text(),
                album.Get("album_type").Text(),
                Unless("0000", album.Get("release_date").Text()),
                album.Get("release_date_precision").Text(),
                album.Get("total_tracks").Number(),
                Url("album", albumId, album));
            foreach (var (artist, artistId, position) in Artists(album))
            {
                Write(Tables.AlbumArtists, albumId, artistId, Text(position), artist.Get("name").Text());
            }
        }
    }

    private static IEnumerable<(JsonElement? Artist, string Id, int Position)> Artists(JsonElement? owner) => owner
        .Get("artists")
        .Elements()
        .Select((artist, position) => (Artist: artist, Id: artist.Get("id").Id()!, Position: position))
        .Where(artist => artist.Id is not null)
        .DistinctBy(artist => artist.Id, StringComparer.Ordinal);

    private static string Url(string type, string id, JsonElement? json) =>
        json.Get("external_urls").Get("spotify").Id() ?? $"https://open.spotify.com/{type}/{id}";

    private static string? Unless(string unknown, string? given) =>
        given?.StartsWith(unknown, StringComparison.Ordinal) == true ? null : given;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Write(Table table, params string?[] row) => _rows[table].Add(row);
}
