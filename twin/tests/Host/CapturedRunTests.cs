using Twin.Tests.Spotify.Captured;

namespace Twin.Tests.Host;

/// <summary>Real answers, from Spotify's sandbox through every stage into the processed zone.</summary>
public sealed class CapturedRunTests(CapturedRuns runs) : IClassFixture<CapturedRuns>
{
    public static TheoryData<string, Era> Cases
    {
        get
        {
            var cases = new TheoryData<string, Era>();
            foreach (var name in CapturedPlaylistTests.Names)
            {
                cases.Add(name, Era.Legacy);
                cases.Add(name, Era.Development2026);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_capture_leaves_exactly_its_expected_rows(string name, Era era)
    {
        using var expected = JsonDocument.Parse(Captures.ReadExpected(name));
        var rows = new ExpectedRows(expected.RootElement, era);
        var playlist = CapturedPlaylistTests.Read(name);

        var run = await runs.RunOfAsync(era, name);

        Assert.Empty(run.Record.Failures);
        Assert.Equal(rows.Songs, Lines(run, Tables.Songs, playlist.Id, ExpectedRows.SongColumns));
        Assert.Equal(rows.Albums, Lines(run, Tables.Albums, playlist.Id, ExpectedRows.AlbumColumns));
        Assert.Equal(rows.Artists, Lines(run, Tables.Artists, playlist.Id, ExpectedRows.ArtistColumns));
        Assert.Equal(rows.SongArtists, Lines(run, Tables.SongArtists, playlist.Id, ExpectedRows.SongArtistColumns));
        Assert.Equal(rows.Entries, Lines(run, Tables.PlaylistEntries, playlist.Id, ExpectedRows.EntryColumns));
        string[] ofPlaylist =
        [
            playlist.Id,
            ExpectedRows.OneLine(playlist.Name),
            HashOf(playlist.OwnerId),
            playlist.SnapshotId,
            playlist.Entries.Count.ToString(CultureInfo.InvariantCulture),
            "2026-11-01T06:00:00Z",
        ];
        Assert.Equal(
            [ExpectedRows.Line(ofPlaylist)],
            Lines(run, Tables.Playlists, playlist.Id, Tables.Playlists.Columns));
    }

    [Theory]
    [InlineData("error-401-expired")]
    [InlineData("error-403-notowner")]
    [InlineData("error-404-playlist")]
    [InlineData("list-of-playlists")]
    public async Task A_capture_that_is_not_a_playlist_is_refused_by_name_before_anything_starts(string capture)
    {
        foreach (var name in Captures.Both(capture))
        {
            var refused = await Assert.ThrowsAsync<InputException>(
                () => TestRun.RunAsync(CapturedRuns.Options(Era.Legacy, [name])));

            Assert.StartsWith(
                $"{Captures.PathOf(name)} is {CapturedPlaylistTests.Refused[capture]}",
                refused.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_captured_chart_and_likes_are_read_as_they_are_and_nothing_else()
    {
        const string Track = """
            {"type":"track","id":"1234567890123456789012","name":"x","album":{"name":"y"},"artists":[]}
            """;
        using var folder = new TestFolder();
        string[] files =
        [
            folder.Write(
                "chart.json",
                $$"""{"items":[{{Track}}],"href":"https://x/v1/me/top/tracks?time_range=long_term"}"""),
            folder.Write(
                "likes.json",
                $$"""{"href":"https://x/v1/me/tracks","items":[{"added_at":"2026-10-01T10:00:00Z","track":{{Track}}}]}"""),
        ];

        using var run = await TestRun.RunAsync(
            TestRun.Small with { Days = 2, Playlists = [.. files], Until = RunStage.Transform });

        Assert.Empty(run.Record.Failures);
        Assert.Equal(
            [("top-tracks-long", "unchanged"), ("liked", "unchanged")],
            run.Record.Playlists.Select(playlist => (playlist.Id, playlist.Outcome)));
        var raw = Path.Combine(run.Folder, "s3", "spotify-dev-raw", "raw");
        var pages = Directory.GetFiles(raw, "page-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["added_at track", "type id name album artists"],
            pages.Select(page => string.Join(' ', Assert.Single(
                JsonElement.Parse(File.ReadAllBytes(page)).GetProperty("items").EnumerateArray())
                .EnumerateObject().Select(property => property.Name))));
        Assert.Equal(4, Directory.GetFiles(raw, "manifest.json", SearchOption.AllDirectories).Length);
        Assert.Equal(2 * 2 * TestRun.FilesOfASnapshot, run.ProcessedFiles().Count);
    }

    [Fact]
    public async Task The_same_captures_leave_the_same_bytes()
    {
        var names = CapturedRuns.Groups()[0];
        var first = await runs.RunOfAsync(Era.Legacy, names[0]);

        using var second = await TestRun.RunAsync(
            CapturedRuns.Options(Era.Legacy, names) with { Until = RunStage.Transform });

        Assert.Equal(names.Length * TestRun.FilesOfASnapshot, second.ProcessedFiles().Count);
        Assert.Equal(first.ProcessedFiles(), second.ProcessedFiles());
    }

    // With the key of the stack dev.
    private static string HashOf(string user) => Convert.ToHexStringLower(HMACSHA256.HashData(
        SHA256.HashData("users-key of dev"u8), Encoding.UTF8.GetBytes(user)))[..32];

    private static IEnumerable<string> Lines(TestRun run, Table table, string id, ImmutableArray<string> columns) =>
        run.Rows(table.Name, id).Select(row => ExpectedRows.Line(columns.Select(column => row[column])));
}
