using System.Collections.Immutable;
using Infra.Queries;
using Tests.Support;

namespace Tests.Infra.Queries;

/// <summary>The rows of the quality queries on data with faults.</summary>
public sealed class QualityQueryTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Today = First.AddDays(4);

    private readonly ImmutableArray<PlayedSnapshot> _snapshots =
        SyntheticLake.Create(seed: 5, First, days: 5, playlists: 2, entries: 8);

    private PublishedLake? _lake;

    private PublishedLake Lake => _lake!;

    public async ValueTask InitializeAsync()
    {
        _lake = await PublishedLake.StartAsync(Today);
        _lake.Write(_snapshots);
        await _lake.PublishAsync(First, Today);
    }

    public async ValueTask DisposeAsync()
    {
        if (_lake is not null)
        {
            await _lake.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_snapshot_that_was_not_published_is_found()
    {
        Lake.Write(_snapshots[0] with { PlaylistId = "p9", Playlist = "Late", Day = Today });

        await ExpectAsync("missing_days", "p9 | Late | 2026-11-05");
    }

    [Fact]
    public async Task Another_number_of_entries_than_Spotify_gave_is_found()
    {
        Lake.Write(_snapshots[0] with { Day = Today, TrackCount = "12" });
        await Lake.PublishAsync(Today, Today);

        await ExpectAsync("entry_counts", "p0 | Playlist 0 | 2026-11-05 | 12 | 11");
    }

    [Fact]
    public async Task An_unknown_number_of_entries_is_found()
    {
        Lake.Write(_snapshots[0] with { Day = Today, TrackCount = "" });
        await Lake.PublishAsync(Today, Today);

        await ExpectAsync("entry_counts", "p0 | Playlist 0 | 2026-11-05 | - | 11");
    }

    [Theory]
    [InlineData("charted_songs", "song_id", "charted_songs")]
    [InlineData("charted_albums", "album_id", "charted_albums")]
    [InlineData("charted_artists", "artist_id", "charted_artists")]
    public async Task A_row_that_others_name_and_that_is_missing_is_found(string table, string key, string missingIn)
    {
        var gone = new ExpectedLake(_snapshots).Rows.First(row => row.First is not null);
        var id = key switch { "song_id" => gone.Song!.Id, "album_id" => gone.Album!.Id, _ => gone.First!.Id };
        await Lake.RunAsync($"DELETE FROM {table} WHERE {key} = '{id}'");

        var found = await RowsAsync("orphans");

        Assert.StartsWith($"{missingIn} | {id} | 2026-11-0", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_without_its_playlist_is_found()
    {
        await Lake.RunAsync("DELETE FROM playlist_days WHERE playlist_id = 'p1' AND snapshot_date = DATE '2026-11-02'");

        await ExpectAsync("orphans", "playlist_days | p1 | 2026-11-02 | 2026-11-02");
    }

    [Theory]
    [InlineData("playlist_days", "playlist_id = 'p0' AND snapshot_date = DATE '2026-11-02'", "p0 2026-11-02")]
    [InlineData(
        "chart_entries", "playlist_id = 'p1' AND snapshot_date = DATE '2026-11-02' AND rank = 3", "p1 2026-11-02 3")]
    [InlineData("charted_albums", "album_id = 'b01'", "b01")]
    public async Task A_row_that_is_there_twice_is_found(string table, string where, string key)
    {
        await Lake.RunAsync($"INSERT INTO {table} SELECT * FROM {table} WHERE {where}");

        await ExpectAsync("duplicates", $"{table} | {key} | 2");
    }

    [Fact]
    public async Task A_text_that_is_no_number_or_time_is_found()
    {
        var snapshot = _snapshots[0] with { Day = Today, TrackCount = "many" };
        Lake.Write(snapshot with
        {
            Entries =
            [
                .. snapshot.Entries.Select(entry => entry.Song is null ? entry : entry with { AddedAt = "soon" }),
            ],
        });

        await ExpectAsync(
            "failed_casts",
            "playlist_entries | added_at | 2026-11-05 | soon | 8",
            "playlists | track_count | 2026-11-05 | many | 1");
    }

    private async Task ExpectAsync(string query, params string[] rows) => Assert.Equal(rows, await RowsAsync(query));

    private Task<IReadOnlyList<string>> RowsAsync(string query) =>
        Lake.RowsAsync(QueryFile.All.Single(file => file.Name == $"quality_{query}").Sql);
}
