using Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>The way from raw pages through the transform and the merges to the answers of named queries.</summary>
public sealed class RawPageTests(RawPageTests.PublishedPages pages) : IClassFixture<RawPageTests.PublishedPages>
{
    // A Monday.
    private static readonly DateOnly First = new(2026, 11, 2);
    private static readonly DateOnly Today = First.AddDays(15);

    [Fact]
    public async Task An_artist_whom_another_one_replaced_stays_with_the_days_of_former_entries()
    {
        Assert.Empty(await RowsAsync("quality_orphans"));
        Assert.Equal(
            ["a1 | Old | 2026-11-02 | 2026-11-03", "a2 | New | 2026-11-02 | 2026-11-17"],
            await pages.Lake.RowsAsync(
                "SELECT artist_id, artist, first_day, last_day FROM charted_artists WHERE artist_id IN ('a1', 'a2') "
                + "ORDER BY artist_id"));
    }

    [Fact]
    public async Task An_artist_without_a_row_gets_one_by_the_name_of_the_entries()
    {
        await using var lake = await PublishedPages.StartAsync();
        await lake.RunAsync("DELETE FROM charted_artists WHERE artist_id = 'a1'");

        await lake.PublishAsync(Today, Today);

        Assert.Equal(
            ["a1 | Old | -"],
            await lake.RowsAsync("SELECT artist_id, artist, url FROM charted_artists WHERE artist_id = 'a1'"));
    }

    [Fact]
    public async Task Shares_are_of_the_artists_of_the_snapshot_and_by_their_latest_names() => Assert.Equal(
        [
            "left | Mix | 2026-11-03 | Ace | 1 | 0.5", "left | Mix | 2026-11-03 | Anna | 1 | 0.5",
            "left | Mix | 2026-11-03 | Old | 1 | 0.5",
        ],
        (await RowsAsync("artist_shares")).Where(row => row.StartsWith("left ", StringComparison.Ordinal)));

    [Fact]
    public async Task Collaborations_have_the_latest_names() => Assert.Equal(
        ["Anna | Ace | 2 | 2 | 2"], await RowsAsync("collaborations"));

    [Fact]
    public async Task An_album_names_its_artists_and_in_a_file_without_names_those_of_songs() => Assert.Equal(
        ["Album late | Various, Newer | 1 | 1 | 1", "Album past | New | 1 | 1 | 1"],
        (await RowsAsync("top_albums")).Where(row => row.Split(' ')[1] is "late" or "past"));

    [Fact]
    public async Task The_first_songs_are_different_ones_at_their_best_places()
    {
        var ranks = (await RowsAsync("top_songs"))
            .Where(row => row.StartsWith("long ", StringComparison.Ordinal))
            .Select(row => int.Parse(Row.Split(row)[3], CultureInfo.InvariantCulture));

        // The second place repeats the first one; those after it have no id.
        Assert.Equal([1, .. Enumerable.Range(3, 49)], ranks);
        Assert.Contains("long | Long | 2026-11-17 | 60 | 60 | 0 | 0 | 0 | 1", await RowsAsync("playlist_health"));
    }

    [Fact]
    public async Task A_turnover_tells_the_week_that_it_compares_with_and_of_a_running_week() => Assert.Equal(
        [
            "long | Long | 2026-11-16 | 56 | 56 | 1 | 1.0 | 2026-11-02 | false",
            "void | Void | 2026-11-09 | 0 | 0 | 2 | - | 2026-11-02 | true",
        ],
        (await RowsAsync("turnover")).Where(row => row[0] is 'l' or 'v'));

    [Fact]
    public async Task A_time_with_an_offset_is_the_same_moment_in_UTC() => Assert.Equal(
        ["2026-11-01 23:30:00"],
        await pages.Lake.RowsAsync("SELECT DISTINCT date_format(added_at, '%Y-%m-%d %H:%i:%s') FROM chart_entries"));

    private Task<IReadOnlyList<string>> RowsAsync(string query) =>
        pages.Lake.RowsAsync(QueryFile.All.Single(file => file.Name == query).Sql);

    public sealed class PublishedPages : IAsyncLifetime
    {
        private static readonly ImmutableArray<RawPlaylist> Playlists =
        [
            new(
                "left", "Mix", First.AddDays(1),
                RawPlaylist.Track("s1", "a1:Old"), RawPlaylist.Track("s3", "z:Zed;n:Anna")),
            new("here", "Mix", First, RawPlaylist.Track("s1", "a1:Old")),
            new(
                "here", "Mix", Today,
                RawPlaylist.Track("s1", "a2:New"), RawPlaylist.Track("s2", "z:Ace;n:Anna")),
            new("long", "Long", First, RawPlaylist.Track("o1", "")),
            new(
                "long", "Long", Today,
                [
                    .. ((string?[])["x1", "x1", null, null, null])
                        .Concat(Enumerable.Range(2, 55).Select(song => $"x{song}"))
                        .Select(id => RawPlaylist.Track(id, "")),
                ]),
            new("void", "Void", First, RawPlaylist.Track("v1", ""), RawPlaylist.Track("v2", "")),
            new("void", "Void", First.AddDays(7)),
            new("late", "Late", Today, RawPlaylist.Track("l1", "a2:New", "late", "v:Various;a2:Newer")),
        ];

        private static readonly RawPlaylist Past =
            new("past", "Past", Today, RawPlaylist.Track("p1", "a2:New", "past", "v:Various;a2:New"));

        internal PublishedLake Lake { get; private set; } = null!;

        internal static async Task<PublishedLake> StartAsync()
        {
            var lake = await PublishedLake.StartAsync(Today);
            foreach (var playlist in Playlists)
            {
                lake.Write(await playlist.FilesAsync());
            }

            lake.Write((await Past.FilesAsync()).Select(file => IsOfCredits(file.Key) ? WithoutNames(file) : file));
            await lake.PublishAsync(First, Today);
            return lake;
        }

        public async ValueTask InitializeAsync() => Lake = await StartAsync();

        public ValueTask DisposeAsync() => Lake?.DisposeAsync() ?? ValueTask.CompletedTask;

        private static bool IsOfCredits(string key) =>
            key.StartsWith(Tables.AlbumArtists.Prefix, StringComparison.Ordinal);

        // The file as it was before the table had names.
        private static (string Key, byte[] Bytes) WithoutNames((string Key, byte[] Bytes) file)
        {
            var lines = Encoding.UTF8.GetString(file.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return (file.Key, Encoding.UTF8.GetBytes(string.Concat(
                lines.Select(line => string.Join(',', line.Split(',').Take(3)) + "\n"))));
        }
    }
}
