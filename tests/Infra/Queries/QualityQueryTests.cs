using Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>The rows that each fault of the data adds to those of the quality queries. All have one lake.</summary>
public sealed class QualityQueryTests(QualityQueryTests.PublishedDays days)
    : IClassFixture<QualityQueryTests.PublishedDays>
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Today = First.AddDays(4);

    private static readonly ImmutableArray<StoredSnapshot> Snapshots =
    [
        .. Enumerable.Range(0, 5).SelectMany(day => (string[])["p0", "p1"], (day, playlist) => StoredSnapshot.Of(
            playlist, $"Playlist {playlist}", First.AddDays(day),
            [.. Enumerable.Range(1, 3).Select(song => StoredSnapshot.Track($"s{song}", "a1:A", "b1", "a1:A"))])),
    ];

    private PublishedLake Lake => days.Lake;

    [Fact]
    public async Task A_snapshot_that_was_not_published_is_found()
    {
        await ExpectAsync("missing_days", ["p9 | Late | 2026-11-05"], () => Lake.WriteAsync(
            StoredSnapshot.Of("p9", "Late", Today, StoredSnapshot.Track("s1", "a1:A"))));
    }

    // The 8th is a Sunday, and nothing was published before the 7th. On the 9th a playlist is new, and one is gone.
    [Fact]
    public async Task A_day_of_the_schedule_that_was_not_read_is_found()
    {
        await using var lake = await PublishedLake.StartAsync(First.AddDays(11));
        (string Playlist, int Day)[] read = [("p0", 6), ("p1", 6), ("p0", 8), ("p2", 8)];
        await lake.WriteAsync(read.Select(of =>
            StoredSnapshot.Of(of.Playlist, "Name", First.AddDays(of.Day), StoredSnapshot.Track("s1", "a1:A"))));
        await lake.PublishAsync(First, First.AddDays(11));

        Assert.Equal(
            ["- | - | 2026-11-08", "- | - | 2026-11-10", "- | - | 2026-11-11"],
            await MissedAsync(1, 2, 3, 4, 5, 6, 7));
        Assert.Equal(["- | - | 2026-11-10"], await MissedAsync(1, 2));
        Assert.Empty(await MissedAsync(1));
        Assert.Empty(await MissedAsync());

        Task<IReadOnlyList<string>> MissedAsync(params ImmutableArray<int> weekdays) =>
            lake.RowsAsync(Statement("quality_missing_days", weekdays));
    }

    [Fact]
    public async Task Another_or_an_unknown_number_of_entries_than_Spotify_gave_is_found() => Assert.Equal(
        ["p0 | Playlist p0 | 2026-11-05 | 4 | 3", "p1 | Playlist p1 | 2026-11-05 | - | 3"],
        // Other tests change another day of the same lake.
        (await RowsAsync("entry_counts")).Where(row => row.Contains("2026-11-05", StringComparison.Ordinal)));

    [Theory]
    [InlineData("charted_songs", "song_id", "s1")]
    [InlineData("charted_albums", "album_id", "b1")]
    [InlineData("charted_artists", "artist_id", "a1")]
    public async Task A_row_that_others_name_and_that_is_missing_is_found(string table, string key, string id)
    {
        var found = await NewAsync("orphans", () => Lake.RunAsync($"DELETE FROM {table} WHERE {key} = '{id}'"));

        Assert.StartsWith($"{table} | {id} | 2026-11-0", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public Task An_entry_without_its_playlist_is_found() => ExpectAsync(
        "orphans",
        ["playlist_days | p1 | 2026-11-02 | 2026-11-02"],
        () => Lake.RunAsync(
            "DELETE FROM playlist_days WHERE playlist_id = 'p1' AND snapshot_date = DATE '2026-11-02'"));

    [Theory]
    [InlineData("playlist_days", "playlist_id = 'p0' AND snapshot_date = DATE '2026-11-02'", "p0 2026-11-02")]
    [InlineData(
        "chart_entries", "playlist_id = 'p1' AND snapshot_date = DATE '2026-11-02' AND rank = 3", "p1 2026-11-02 3")]
    [InlineData("charted_songs", "song_id = 's2'", "s2")]
    public Task A_row_that_is_there_twice_is_found(string table, string where, string key) => ExpectAsync(
        "duplicates",
        [$"{table} | {key} | 2"],
        () => Lake.RunAsync($"INSERT INTO {table} SELECT * FROM {table} WHERE {where}"));

    [Fact]
    public Task A_text_that_is_no_number_or_time_is_found() => ExpectAsync(
        "failed_casts",
        [
            "playlist_entries | added_at | 2026-11-05 | soon | 3",
            "playlists | track_count | 2026-11-05 | many | 1",
        ],
        async () => Lake.Write(
            await FilesAsync(Snapshots[^2], (",3,2026", ",many,2026"), (StoredSnapshot.AddedAt, "soon"))));

    private async Task ExpectAsync(string query, string[] rows, Func<Task> damage) =>
        Assert.Equal(rows, await NewAsync(query, damage));

    /// <summary>The rows of a quality query that it did not have before.</summary>
    private async Task<IReadOnlyList<string>> NewAsync(string query, Func<Task> damage)
    {
        var before = await RowsAsync(query);
        await damage();
        return [.. (await RowsAsync(query)).Except(before)];
    }

    private Task<IReadOnlyList<string>> RowsAsync(string query) =>
        Lake.RowsAsync(Statement($"quality_{query}", [1, 2, 3, 4, 5, 6, 7]));

    private static string Statement(string query, ImmutableArray<int> weekdays) =>
        QueryFile.All.Single(file => file.Name == query).Statement(countedMs: 30_000, "UTC", weekdays);

    /// <summary>The files of a snapshot with other texts in them.</summary>
    private static async Task<IEnumerable<(string Key, byte[] Bytes)>> FilesAsync(
        StoredSnapshot snapshot, params (string Text, string Other)[] changes) =>
        (await snapshot.FilesAsync()).Select(file => (file.Key, Encoding.UTF8.GetBytes(changes.Aggregate(
            Encoding.UTF8.GetString(file.Bytes),
            (text, change) => text.Replace(change.Text, change.Other, StringComparison.Ordinal)))));

    /// <summary>Five days, of which the last has an untrue and an unknown number of entries. No test publishes more,
    /// since a merge refuses some of their faults.</summary>
    public sealed class PublishedDays : IAsyncLifetime
    {
        private PublishedLake? _lake;

        internal PublishedLake Lake => _lake!;

        public async ValueTask InitializeAsync()
        {
            _lake = await PublishedLake.StartAsync(Today);
            await _lake.WriteAsync(Snapshots);
            _lake.Write(await FilesAsync(Snapshots[^2], (",3,2026", ",4,2026")));
            _lake.Write(await FilesAsync(Snapshots[^1], (",3,2026", ",,2026")));
            await _lake.PublishAsync(First, Today);
        }

        public ValueTask DisposeAsync() => _lake?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
