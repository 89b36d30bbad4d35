namespace Tests.Functions.Transform;

public sealed class CaptureTests
{
    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public async Task Captured_answers_give_exactly_the_expected_rows(string name)
    {
        using var expected = JsonDocument.Parse(Captures.ReadExpected(name));
        var pages = CaptureEntries.Parse(Captures.Read(name))
            .Chunk(50)
            .Select(entries => string.Join(',', entries))
            .DefaultIfEmpty("");

        var tables = await TransformedSnapshot.OfAsync([.. pages]);

        AssertRows(tables.Rows(Tables.Songs), expected, "songs", row => new Dictionary<string, string?>
        {
            ["song_id"] = Text(row, "track_id"),
            ["name"] = Text(row, "name"),
            ["album_id"] = Text(row, "album_id"),
            ["duration_ms"] = Text(row, "duration_ms"),
            ["explicit"] = Text(row, "explicit"),
            ["popularity"] = Text(row, "popularity"),
            ["disc_number"] = Text(row, "disc_number"),
            ["track_number"] = Text(row, "track_number"),
            ["isrc"] = Text(row, "isrc"),
            ["url"] = $"https://open.spotify.com/track/{Text(row, "track_id")}",
        });
        AssertRows(tables.Rows(Tables.Albums), expected, "albums", row => new Dictionary<string, string?>
        {
            ["album_id"] = Text(row, "album_id"),
            ["name"] = Text(row, "name"),
            ["album_type"] = Text(row, "album_type"),
            ["release_date"] = Text(row, "release_date"),
            ["release_date_precision"] = Text(row, "release_date_precision"),
            ["total_tracks"] = Text(row, "total_tracks"),
            ["url"] = $"https://open.spotify.com/album/{Text(row, "album_id")}",
        });
        AssertRows(tables.Rows(Tables.Artists), expected, "artists", row => new Dictionary<string, string?>
        {
            ["artist_id"] = Text(row, "artist_id"),
            ["name"] = Text(row, "name"),
            ["url"] = $"https://open.spotify.com/artist/{Text(row, "artist_id")}",
        });
        AssertRows(tables.Rows(Tables.SongArtists), expected, "song_artists", row => new Dictionary<string, string?>
        {
            ["song_id"] = Text(row, "track_id"),
            ["artist_id"] = Text(row, "artist_id"),
            ["position"] = Text(row, "position"),
        });

        // The expected rows of a page in the middle count from its offset, and these pages are a whole playlist.
        var first = expected.RootElement.GetProperty("playlist_entries").EnumerateArray()
            .Select(row => row.GetProperty("position").GetInt32())
            .FirstOrDefault();
        AssertRows(
            [.. tables.Rows(Tables.PlaylistEntries).Select(row => row
                .Where(field => field.Key is not ("playlist_id" or "name" or "added_by"))
                .ToDictionary())],
            expected,
            "playlist_entries",
            row => new Dictionary<string, string?>
            {
                ["position"] = (row.GetProperty("position").GetInt32() - first).ToString(CultureInfo.InvariantCulture),
                ["kind"] = KindOf(row),
                ["song_id"] = Text(row, "track_id"),
                ["added_at"] = Text(row, "added_at") is "1970-01-01T00:00:00Z" ? null : Text(row, "added_at"),
            });
    }

    private static void AssertRows(
        IReadOnlyList<IReadOnlyDictionary<string, string?>> actual,
        JsonDocument expected,
        string table,
        Func<JsonElement, Dictionary<string, string?>> rowOf)
    {
        var rows = expected.RootElement.GetProperty(table).EnumerateArray().Select(rowOf).ToList();
        Assert.Equal(rows.Count, actual.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(Line(rows[i]), Line(actual[i]));
        }
    }

    private static string Line(IReadOnlyDictionary<string, string?> row) =>
        string.Join(" | ", row.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={field.Value}"));

    private static string KindOf(JsonElement row) =>
        row.GetProperty("is_local").GetBoolean() ? EntryKind.Local : Text(row, "type") ?? EntryKind.Missing;

    private static string? Text(JsonElement row, string name) => row.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } some ? some : null,
        var other => other.GetRawText(),
    };
}
