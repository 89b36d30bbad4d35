using Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>The rows that each fault of the data adds to those of the quality queries. All have one lake.</summary>
public sealed class QualityQueryTests(QualityQueryTests.PublishedDays days)
    : IClassFixture<QualityQueryTests.PublishedDays>
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Today = First.AddDays(4);

    private static readonly ImmutableArray<PlayedSnapshot> Snapshots =
        SyntheticLake.Create(seed: 5, First, days: 5, playlists: 2, entries: 8);

    private PublishedLake Lake => days.Lake;

    [Fact]
    public async Task A_snapshot_that_was_not_published_is_found()
    {
        await ExpectAsync("missing_days", ["p9 | Late | 2026-11-05"], () =>
        {
            Lake.Write(Snapshots[0] with { PlaylistId = "p9", Playlist = "Late", Day = Today });
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Another_or_an_unknown_number_of_entries_than_Spotify_gave_is_found() => Assert.Equal(
        ["p0 | Playlist 0 | 2026-11-05 | 13 | 12", "p1 | Playlist 1 | 2026-11-05 | - | 12"],
        // Other tests change another day of the same lake.
        (await RowsAsync("entry_counts")).Where(row => row.Contains("2026-11-05", StringComparison.Ordinal)));

    [Theory]
    [InlineData("charted_songs", "song_id", "charted_songs")]
    [InlineData("charted_albums", "album_id", "charted_albums")]
    [InlineData("charted_artists", "artist_id", "charted_artists")]
    public async Task A_row_that_others_name_and_that_is_missing_is_found(string table, string key, string missingIn)
    {
        var gone = new ExpectedLake(Snapshots).Rows.First(row => row.First is not null);
        var id = key switch { "song_id" => gone.Song!.Id, "album_id" => gone.Album!.Id, _ => gone.First!.Id };

        var found = await NewAsync("orphans", () => Lake.RunAsync($"DELETE FROM {table} WHERE {key} = '{id}'"));

        Assert.StartsWith($"{missingIn} | {id} | 2026-11-0", Assert.Single(found), StringComparison.Ordinal);
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
    [InlineData("charted_albums", "album_id = 'b01'", "b01")]
    public Task A_row_that_is_there_twice_is_found(string table, string where, string key) => ExpectAsync(
        "duplicates",
        [$"{table} | {key} | 2"],
        () => Lake.RunAsync($"INSERT INTO {table} SELECT * FROM {table} WHERE {where}"));

    [Fact]
    public Task A_text_that_is_no_number_or_time_is_found() => ExpectAsync(
        "failed_casts",
        [
            "playlist_entries | added_at | 2026-11-05 | soon | 8",
            "playlists | track_count | 2026-11-05 | many | 1",
        ],
        () =>
        {
            var snapshot = Snapshots[0] with { Day = Today, TrackCount = "many" };
            Lake.Write(snapshot with
            {
                Entries =
                [
                    .. snapshot.Entries.Select(entry => entry.Song is null ? entry : entry with { AddedAt = "soon" }),
                ],
            });
            return Task.CompletedTask;
        });

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
        Lake.RowsAsync(QueryFile.All.Single(file => file.Name == $"quality_{query}").Sql);

    /// <summary>Five days, of which the last has an untrue and an unknown number of entries. No test publishes more,
    /// since a merge refuses some of their faults.</summary>
    public sealed class PublishedDays : IAsyncLifetime
    {
        private PublishedLake? _lake;

        internal PublishedLake Lake => _lake!;

        public async ValueTask InitializeAsync()
        {
            _lake = await PublishedLake.StartAsync(Today);
            var last = Snapshots[0] with { Day = Today, TrackCount = "13" };
            _lake.Write(Snapshots);
            _lake.Write(last, last with { PlaylistId = "p1", Playlist = "Playlist 1", TrackCount = "" });
            await _lake.PublishAsync(First, Today);
        }

        public ValueTask DisposeAsync() => _lake?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
