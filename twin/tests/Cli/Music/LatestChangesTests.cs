using Twin.Cli.Charts;
using Twin.Cli.Music;

namespace Twin.Tests.Cli.Music;

public sealed class LatestChangesTests
{
    private static readonly ImmutableArray<MusicQuery> Queries =
    [
        SyntheticMusic.Query(
            "playlist_health",
            ["playlist_id", "playlist", "snapshot_date"],
            [["a", "Asleep", "2026-11-09"], ["b", "Busy", "2026-11-09"]]),
        SyntheticMusic.Query(
            "rank_history",
            ["playlist_id", "playlist", "snapshot_date"],
            [["b", "Busy", "2026-11-09"], ["b", "Busy", "2026-11-07"], ["a", "Asleep", "2026-11-08"]]),
        SyntheticMusic.Query(
            "entries_and_exits",
            RankCharts.Changes.Columns,
            [
                ["b", "Busy", "2026-11-09", "entry", "Lower", "One", 40],
                ["b", "Busy", "2026-11-09", "entry", "Higher", "Two", 3],
                ["b", "Busy", "2026-11-09", "exit", "Left", "One", 9],
                ["b", "Busy", "2026-11-07", "entry", "Long ago", "One", 1],
                ["a", "Asleep", "2026-11-07", "exit", "Long gone", "One", 1],
            ]),
    ];

    [Fact]
    public void The_latest_snapshot_of_each_playlist_is_compared_with_the_one_before()
    {
        var changes = LatestChanges.Read(Queries.ToDictionary(query => query.Name));

        Assert.Equal(
            [("Asleep", "11/09", "11/08", 0, 0, 0), ("Busy", "11/09", "11/07", 2, 0, 1)],
            changes.Select(each => (
                each.Playlist, Text(each.Day), Text(each.Before!.Value), each.New.Length, each.Back.Length,
                each.Gone.Length)));

        static string Text(DateOnly day) => day.ToString("MM/dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Songs_that_came_and_left_are_named_in_the_order_of_their_places()
    {
        var page = new MarkupWriter();

        LatestChanges.Write(page, LatestChanges.Read(Queries.ToDictionary(query => query.Name)));

        var text = page.ToString();
        Assert.Matches("(?s)Nov 9: 2 new, 0 back again, 1 gone.*>Higher<.*>Lower<.*>Left<", text);
        Assert.DoesNotContain("Long ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_snapshot_there_is_nothing_to_compare()
    {
        var page = new MarkupWriter();

        LatestChanges.Write(page, LatestChanges.Read(new Dictionary<string, MusicQuery>()));

        Assert.Equal("<p>There is no snapshot to compare.</p>\n", page.ToString());
    }
}
