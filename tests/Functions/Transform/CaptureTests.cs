namespace Tests.Functions.Transform;

public sealed class CaptureTests
{
    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    [MemberData(nameof(Captures.OwnPages), MemberType = typeof(Captures))]
    public async Task Captured_answers_give_exactly_the_expected_rows(string name, string endpoint = RawEndpoint.Items)
    {
        using var expected = JsonDocument.Parse(Captures.ReadExpected(name));
        var pages = CaptureEntries.Parse(Captures.Read(name))
            .Chunk(50)
            .Select(entries => string.Join(',', entries))
            .DefaultIfEmpty("");

        var tables = await TransformedSnapshot.OfAsync(endpoint, [.. pages]);

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

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public async Task Tracks_themselves_give_the_rows_of_the_same_tracks_in_entries(string name)
    {
        string[] tracks =
        [
            .. CaptureEntries.Parse(Captures.Read(name))
                .Select(entry => (JsonElement?)JsonElement.Parse(entry))
                .Select(entry => entry.Get("item").Object() ?? entry.Get("track").Object())
                .Select(track => track?.GetRawText() ?? "null"),
        ];

        var wrapped = await TransformedSnapshot.OfAsync(
            string.Join(',', tracks.Select(track => $$"""{"track":{{track}}}""")));
        var bare = await TransformedSnapshot.OfAsync(RawEndpoint.TopTracks, [string.Join(',', tracks)]);

        Assert.All(Tables.All, table => Assert.Equal(wrapped.Csv(table), bare.Csv(table)));
    }

    [Fact]
    public async Task The_endpoint_and_not_the_shape_decides_how_an_element_is_read()
    {
        const string Entry = """{"added_at":"2026-02-23T13:28:26Z","track":{"id":"a","name":"A"}}""";
        const string Track = """{"id":"a","name":"A","type":"track"}""";

        var chart = await TransformedSnapshot.OfAsync(RawEndpoint.TopTracks, [$"null,{Entry},7,{Track}"]);
        var likes = await TransformedSnapshot.OfAsync(RawEndpoint.SavedTracks, [$"null,{Track},7,{Entry}"]);

        Assert.Equal(
            [("0", "missing", null, null), ("1", "track", null, null), ("3", "track", "a", null)], Entries(chart));
        Assert.Equal(
            [("0", "missing", null, null), ("1", "missing", null, null), ("3", "track", "a", "2026-02-23T13:28:26Z")],
            Entries(likes));

        static IEnumerable<(string?, string?, string?, string?)> Entries(TransformedSnapshot snapshot) =>
            snapshot.Rows(Tables.PlaylistEntries)
                .Select(row => (row["position"], row["kind"], row["song_id"], row["added_at"]));
    }

    [Fact]
    public async Task Pages_of_an_unknown_endpoint_are_refused_by_its_name()
    {
        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(
            () => TransformedSnapshot.OfAsync("me/episodes", ["null"]));

        Assert.Contains(
            "the manifest's endpoint is me/episodes, and this code reads pages of items, tracks, me/top/tracks, "
            + "me/tracks. This snapshot gives no tables",
            refusal.Message,
            StringComparison.Ordinal);
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
