using Functions.Repair;

namespace Tests.Functions.Repair;

public sealed class FormatReplayTests
{
    private const string Id = "format";

    private static readonly DateOnly Day = new(2026, 11, 1);

    [Fact]
    public async Task A_replay_in_another_form_changes_no_row_and_takes_the_place_of_the_former_one()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync(RepairLake.One, Day, "one");
        await lake.TransformAsync(snapshot);
        lake.Settings = lake.Settings with { Format = TableFormat.JsonLines };

        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        Assert.Equal((1, 1, 1, 0), (shown.Snapshots, shown.Changed, shown.Reformed, shown.Failed));
        Assert.Empty(shown.Rows);
        Assert.Contains(Key("csv"), (await lake.ProcessedAsync()).Keys);

        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 0), (promoted.Changed, promoted.Failed));
        var now = (await lake.ProcessedAsync()).Keys;
        Assert.Contains(Key("jsonl"), now);
        Assert.DoesNotContain(now, key => key.EndsWith(".csv", StringComparison.Ordinal));
        Assert.Equal("jsonl", (await lake.MarkerAsync(snapshot)).Format);
    }

    [Fact]
    public async Task Tables_of_a_build_without_markers_are_compared_and_go_when_their_day_is_made_in_another_form()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "one");
        await lake.PutAsync(TwinLake.Processed, Key("csv"), "song_id,name\ns,one\n"u8.ToArray());
        lake.Settings = lake.Settings with { Format = TableFormat.JsonLines };

        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        // The other columns are new; the row is not.
        Assert.Equal(new RowCounts(0, 0, 1), shown.Rows[Tables.Songs.Name]);
        await AskAsync(lake, RepairEvent.PromoteStep);

        var now = (await lake.ProcessedAsync()).Keys;
        Assert.DoesNotContain(Key("csv"), now);
        Assert.Contains(Key("jsonl"), now);
    }

    [Fact]
    public async Task A_comparison_in_another_form_is_not_promoted()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "one");
        await AskAsync(lake, RepairEvent.ShadowStep);
        lake.Settings = lake.Settings with { Format = TableFormat.JsonLines };

        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Contains(
            "it was shown as csv, and the function writes jsonl by now",
            Assert.Single(promoted.Failures),
            StringComparison.Ordinal);
        Assert.Empty(await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_reconcile_leaves_no_other_form_where_an_attempt_was_cut_short()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync(RepairLake.One, RepairLake.Today.AddDays(-1), "one");
        var cut = Tables.Songs.Key(snapshot.Date, snapshot.PlaylistId);
        await lake.PutAsync(TwinLake.Processed, cut, "song_id,name\ns,one\n"u8.ToArray());
        lake.Settings = lake.Settings with { Format = TableFormat.JsonLines };

        Assert.Single((await lake.ReconcileAsync()).Repaired);

        Assert.DoesNotContain(cut, (await lake.ProcessedAsync()).Keys);
        Assert.Equal("jsonl", (await lake.MarkerAsync(snapshot)).Format);
    }

    private static string Key(string format) => Tables.Songs.Key(Day, RepairLake.One, TableFormat.Find(format));

    private static async Task<ReplayReport> AskAsync(RepairLake lake, string step) => (await lake.RunAsync(
        new RepairEvent(Action: RepairEvent.ReplayAction, Step: step, Id: Id, From: Day, To: Day))).Replayed!;
}
