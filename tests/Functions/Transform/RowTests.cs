namespace Tests.Functions.Transform;

public sealed class RowTests
{
    private const string Artist =
        """{"id":"artist1","name":"A","external_urls":{"spotify":"https://open.spotify.com/artist/artist1"}}""";

    [Fact]
    public async Task A_track_in_either_shape_fills_all_tables()
    {
        const string Track = $$"""
            {"type":"track","id":"song1","name":"S","duration_ms":1234,"explicit":true,"popularity":7,"disc_number":1,
             "track_number":2,"external_ids":{"isrc":"X1"},"artists":[{{Artist}}],"available_markets":["DE",{"x":[1]}],
             "album":{"id":"album1","name":"B","album_type":"single","release_date":"2020-05",
                      "release_date_precision":"month","total_tracks":3,"artists":[{"id":"other"},{{Artist}}]} }
            """;
        const string Expected = "song1,S,album1,1234,true,7,1,2,X1,https://open.spotify.com/track/song1\n";

        var legacy = await TransformedSnapshot.OfAsync(Entry("track", Track));
        var current = await TransformedSnapshot.OfAsync(Entry("item", Track));

        Assert.EndsWith(Expected, legacy.Csv(Tables.Songs), StringComparison.Ordinal);
        Assert.All(Tables.All, table => Assert.Equal(legacy.Csv(table), current.Csv(table)));
        Assert.Equal(
            "playlist_id,name,owner_id,snapshot_id,track_count,extracted_at\n"
            + "37i9dQZEVXbMDoHDwVN2tF,Top 50,spotify,snapshot/1=,1,2026-11-21T06:00:00Z\n",
            current.Csv(Tables.Playlists));
        Assert.Equal(
            "playlist_id,position,kind,song_id,name,added_at,added_by\n"
            + "37i9dQZEVXbMDoHDwVN2tF,0,track,song1,S,2024-05-16T20:46:24Z,someone\n",
            current.Csv(Tables.PlaylistEntries));
        Assert.Equal(
            "album_id,name,album_type,release_date,release_date_precision,total_tracks,url\n"
            + "album1,B,single,2020-05,month,3,https://open.spotify.com/album/album1\n",
            current.Csv(Tables.Albums));
        Assert.Equal(
            "artist_id,name,url\nartist1,A,https://open.spotify.com/artist/artist1\n",
            current.Csv(Tables.Artists));
        Assert.Equal("song_id,artist_id,position\nsong1,artist1,0\n", current.Csv(Tables.SongArtists));
        Assert.Equal(
            "album_id,artist_id,position,name\nalbum1,other,0,\nalbum1,artist1,1,A\n",
            current.Csv(Tables.AlbumArtists));
    }

    [Theory]
    [InlineData("""{"item":{"id":"a","type":"track"},"track":{"id":"b","type":"track"}}""", "a")]
    [InlineData("""{"track":{"id":"b","type":"track"},"item":{"id":"a","type":"track"}}""", "a")]
    [InlineData("""{"item":null,"track":{"id":"b","type":"track"}}""", "b")]
    [InlineData("""{"item":true,"track":{"id":"b"}}""", "b")]
    public async Task The_item_takes_precedence_over_the_track(string entry, string songId)
    {
        var tables = await TransformedSnapshot.OfAsync(entry);

        Assert.Equal(songId, Assert.Single(tables.Rows(Tables.Songs))["song_id"]);
    }

    [Theory]
    [InlineData("""{"track":null}""", "missing", null, null, 0)]
    [InlineData("""{"item":null,"is_local":true}""", "missing", null, null, 0)]
    [InlineData("{}", "missing", null, null, 0)]
    [InlineData("null", "missing", null, null, 0)]
    [InlineData("""{"item":{"type":"audiobook","id":"x","name":"n"}}""", "missing", "x", "n", 0)]
    [InlineData("""{"item":{"type":"episode","id":"e","name":"n","track":true}}""", "episode", "e", "n", 0)]
    [InlineData("""{"item":{"type":"track","id":null,"name":"n","is_local":true}}""", "local", null, "n", 0)]
    [InlineData("""{"is_local":true,"item":{"type":"track","id":"l","name":"n"}}""", "local", "l", "n", 0)]
    [InlineData("""{"item":{"id":"t","name":"n"}}""", "track", "t", "n", 1)]
    [InlineData("""{"item":{"type":"track","id":null,"name":"n"}}""", "track", null, "n", 0)]
    [InlineData("""{"item":{"type":"track","id":"","name":"n"}}""", "track", null, "n", 0)]
    public async Task Every_kind_of_entry_has_a_row(
        string entry, string kind, string? songId, string? name, int songs)
    {
        var tables = await TransformedSnapshot.OfAsync(entry, """{"track":{"id":"last","type":"track"}}""");

        var rows = tables.Rows(Tables.PlaylistEntries);
        Assert.Equal((kind, songId, name), (rows[0]["kind"], rows[0]["song_id"], rows[0]["name"]));
        Assert.Equal(("1", "last"), (rows[1]["position"], rows[1]["song_id"]));
        Assert.Equal(songs + 1, tables.Rows(Tables.Songs).Count);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"id":null,"name":"gone"}""")]
    public async Task A_song_without_an_album_keeps_its_row(string album)
    {
        var tables = await TransformedSnapshot.OfAsync($$"""{"track":{"id":"s","name":"n","album":{{album}} } }""");

        var song = Assert.Single(tables.Rows(Tables.Songs));
        Assert.Equal(("s", "n", null), (song["song_id"], song["name"], song["album_id"]));
        Assert.Empty(tables.Rows(Tables.Albums));
        Assert.Empty(tables.Rows(Tables.AlbumArtists));
    }

    [Theory]
    [InlineData("180000", "180000")]
    [InlineData("180000.0", "180000")]
    [InlineData("1.8e5", "180000")]
    [InlineData("179999.7", "180000")]
    [InlineData("""{"totalMilliseconds":180000,"x":{}}""", "180000")]
    [InlineData("""{"totalMilliseconds":180000.4}""", "180000")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("\"180000\"", null)]
    [InlineData("1e300", null)]
    public async Task A_duration_is_read_in_each_form_that_was_seen(string json, string? milliseconds)
    {
        var tables = await TransformedSnapshot.OfAsync($$"""{"track":{"duration_ms":{{json}},"id":"s"} }""");

        Assert.Equal(milliseconds, Assert.Single(tables.Rows(Tables.Songs))["duration_ms"]);
    }

    [Fact]
    public async Task A_missing_value_and_one_of_another_type_are_unknown_and_never_zero()
    {
        var tables = await TransformedSnapshot.OfAsync(
            """{"track":{"id":"none"}}""",
            """
            {"added_at":5,"added_by":"me","is_local":"no","track":{"id":"odd","name":{"a":1},"popularity":"9",
             "explicit":"yes","disc_number":[1],"track_number":null,"external_ids":[],"external_urls":"u",
             "artists":{"id":"a"},"album":{"id":"al","name":3,"release_date":2001,"total_tracks":false,"artists":null}}}
            """);

        Assert.EndsWith(
            "\nnone,,,,,,,,,https://open.spotify.com/track/none\nodd,,al,,,,,,,https://open.spotify.com/track/odd\n",
            tables.Csv(Tables.Songs),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "\nal,,,,,,https://open.spotify.com/album/al\n", tables.Csv(Tables.Albums), StringComparison.Ordinal);
        Assert.EndsWith(",1,track,odd,,,\n", tables.Csv(Tables.PlaylistEntries), StringComparison.Ordinal);
        Assert.Empty(tables.Rows(Tables.Artists));
    }

    [Fact]
    public async Task Dates_that_stand_for_unknown_are_empty()
    {
        var tables = await TransformedSnapshot.OfAsync(
            """{"added_at":"1970-01-01T00:00:00Z","track":{"id":"s","album":{"id":"a","release_date":"0000"}}}""",
            """{"added_at":"1971-01-01T00:00:00Z","track":{"id":"t","album":{"id":"b","release_date":"0000-01-01"}}}""",
            """{"added_at":null,"track":{"id":"u","album":{"id":"c","release_date":"1970"}}}""");

        Assert.Equal(
            [null, "1971-01-01T00:00:00Z", null],
            tables.Rows(Tables.PlaylistEntries).Select(row => row["added_at"]));
        Assert.Equal([null, null, "1970"], tables.Rows(Tables.Albums).Select(row => row["release_date"]));
    }

    [Fact]
    public async Task A_repeated_track_has_one_song_and_each_of_its_positions()
    {
        var tables = await TransformedSnapshot.OfAsync(
            """
            {"track":{"id":"s","name":"first","artists":[{"id":"a","name":"first"}],
             "album":{"id":"al","name":"first"}}}
            """,
            """{"track":{"id":"s","name":"second","artists":[{"id":"a"}]}},{"track":{"id":"s"}}""",
            """{"track":{"id":"t","artists":[{"id":"a","name":"second"}],"album":{"id":"al","name":"second"}}}""");

        Assert.Equal(["0", "1", "2", "3"], tables.Rows(Tables.PlaylistEntries).Select(row => row["position"]));
        Assert.Equal(["first", null], tables.Rows(Tables.Songs).Select(row => row["name"]));
        Assert.Equal("first", Assert.Single(tables.Rows(Tables.Albums))["name"]);
        Assert.Equal("first", Assert.Single(tables.Rows(Tables.Artists))["name"]);
        Assert.Equal(["s", "t"], tables.Rows(Tables.SongArtists).Select(row => row["song_id"]));
    }

    [Fact]
    public async Task An_artist_keeps_the_place_where_it_is_named_first()
    {
        const string Artists = """[{"id":null},{"id":"b"},3,{"id":"a"},{"id":"b"}]""";
        var tables = await TransformedSnapshot.OfAsync(
            $$"""{"track":{"id":"s","artists":{{Artists}},"album":{"id":"al","artists":{{Artists}} } } }""");

        Assert.Equal(
            [("b", "1"), ("a", "3")],
            tables.Rows(Tables.SongArtists).Select(row => (row["artist_id"], row["position"])));
        Assert.Equal(
            [("b", "1"), ("a", "3")],
            tables.Rows(Tables.AlbumArtists).Select(row => (row["artist_id"], row["position"])));
    }

    [Fact]
    public async Task An_empty_playlist_has_seven_files_with_their_headers()
    {
        var tables = await TransformedSnapshot.OfAsync("");

        Assert.Equal(7 + 1, tables.S3.KeysOf(TransformedSnapshot.Processed).Count);
        Assert.Single(tables.Rows(Tables.Playlists));
        Assert.All(Tables.All.Except([Tables.Playlists]), table => Assert.Empty(tables.Rows(table)));
    }

    private static string Entry(string name, string json) =>
        $$"""
        {"added_at":"2024-05-16T20:46:24Z","added_by":{"uri":"x","id":"someone"},"is_local":false,"{{name}}":{{json}} }
        """;
}
