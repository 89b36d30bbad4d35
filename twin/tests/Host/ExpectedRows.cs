namespace Twin.Tests.Host;

/// <summary>The rows that a capture must leave, as lines of the columns that the expected set knows.</summary>
/// <param name="expected">The expected set: what the capture itself holds.</param>
internal sealed class ExpectedRows(JsonElement expected, Era era)
{
    public static readonly ImmutableArray<string> SongColumns =
    [
        "song_id", "name", "album_id", "duration_ms", "explicit", "popularity", "disc_number", "track_number", "isrc",
    ];

    public static readonly ImmutableArray<string> AlbumColumns =
        ["album_id", "name", "album_type", "release_date", "release_date_precision", "total_tracks"];

    public static readonly ImmutableArray<string> ArtistColumns = ["artist_id", "name"];
    public static readonly ImmutableArray<string> SongArtistColumns = ["song_id", "artist_id", "position"];
    public static readonly ImmutableArray<string> EntryColumns = ["position", "kind", "song_id", "added_at"];

    public IEnumerable<string> Songs => Rows("songs", row => SongColumns.Select(column => column switch
    {
        "song_id" => Text(row, "track_id"),
        "popularity" when era == Era.Development2026 => "",
        _ => Text(row, column),
    }));

    public IEnumerable<string> Albums => Rows("albums", row => AlbumColumns.Select(column =>
        Text(row, column) is "0000" && column == "release_date" ? "" : Text(row, column)));

    public IEnumerable<string> Artists => Rows("artists", row => ArtistColumns.Select(column => Text(row, column)));

    public IEnumerable<string> SongArtists => Rows("song_artists", row => SongArtistColumns.Select(column =>
        Text(row, column == "song_id" ? "track_id" : column)));

    /// <summary>The expected set counts from the page's offset, and the page is served as a whole playlist.</summary>
    public IEnumerable<string> Entries => Rows("playlist_entries", row => EntryColumns.Select(column => column switch
    {
        "position" => (row.GetProperty("position").GetInt32() - Offset).ToString(CultureInfo.InvariantCulture),
        "kind" => KindOf(row),
        "song_id" => Text(row, "track_id"),
        _ => Text(row, "added_at") is "1970-01-01T00:00:00Z" ? "" : Text(row, "added_at"),
    }));

    private int Offset => expected.GetProperty("playlist_entries").EnumerateArray()
        .Select(row => row.GetProperty("position").GetInt32())
        .FirstOrDefault();

    public static string Line(IEnumerable<string> fields) => string.Join(" | ", fields);

    /// <summary>The text as a CSV file that Athena reads can have it.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private IEnumerable<string> Rows(string table, Func<JsonElement, IEnumerable<string>> fieldsOf) =>
        expected.GetProperty(table).EnumerateArray().Select(row => Line(fieldsOf(row)));

    private static string KindOf(JsonElement row) => Text(row, "type") switch
    {
        _ when row.GetProperty("is_local").GetBoolean() => EntryKind.Local,
        "" => Text(row, "track_id").Length == 0 ? EntryKind.Missing : EntryKind.Track,
        var type => type,
    };

    private static string Text(JsonElement row, string name) => row.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.String } text => OneLine(text.GetString()!),
        var other => other.GetRawText(),
    };
}
