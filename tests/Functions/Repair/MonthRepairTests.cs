using Functions.Repair;

namespace Tests.Functions.Repair;

/// <summary>Months of plays that are reconciled and replayed.</summary>
public sealed class MonthRepairTests
{
    private const string Month = "2022-12";
    private const string Id = "20261121-120000-abcd";

    private static readonly string File = Tables.Plays.Key(PlayedMonth.Parse(Month), TableFormat.Csv);
    private static readonly string Marker = PlaysMarker.KeyOf(PlayedMonth.Parse(Month));

    [Theory]
    [InlineData("no marker")]
    [InlineData("one more import")]
    [InlineData("no file")]
    [InlineData("another file")]
    [InlineData("a shorter file")]
    [InlineData("two formats")]
    public async Task A_month_that_is_not_as_its_manifests_say_is_made_again(string fault)
    {
        await using var lake = await RepairLake.StartAsync();
        await ImportAsync(lake, 1);
        await lake.ReconcileAsync();
        var sound = await lake.ProcessedAsync();
        lake.Wait();
        await (fault switch
        {
            "no marker" => lake.DeleteAsync(Marker),
            "one more import" => ImportAsync(lake, 2),
            "no file" => lake.DeleteAsync(File),
            "another file" => lake.PutAsync(TwinLake.Processed, File, "damaged"u8.ToArray()),
            "a shorter file" => ShortenAsync(lake),
            _ => lake.PutAsync(TwinLake.Processed, "plays/played_month=2022-12/plays.jsonl", "{}"u8.ToArray()),
        });

        var report = await lake.ReconcileAsync();
        lake.Wait();
        var after = await lake.ReconcileAsync();

        var plays = fault == "one more import" ? 2 : 1;
        Assert.Equal([new MonthReport(Month, plays, 0, 0)], report.Months);
        Assert.Equal((plays, 0), (report.Manifests, report.Left));
        Assert.Empty(after.Months);
        Assert.Equal([1, 1, 0], lake.Output.GetValues(LakeMetrics.SnapshotsRepaired));
        if (plays == 1)
        {
            Assert.Equal(sound, await lake.ProcessedAsync());
        }
    }

    [Fact]
    public async Task A_damaged_month_fails_once_by_name_and_later_only_in_the_report()
    {
        await using var lake = await RepairLake.StartAsync();
        var manifest = await ImportAsync(lake, 1);
        await lake.PutAsync(
            TwinLake.Raw, manifest.Replace("manifest.json", "records.jsonl", StringComparison.Ordinal), [1]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ReconcileAsync());
        var later = await lake.ReconcileAsync(RepairLake.Now + lake.Settings.ReconcilePeriod);

        Assert.Contains("records.jsonl: it has 1 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal((manifest, 1), (Assert.Single(later.Refused).Manifest, later.Left));
        Assert.Empty(await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_replay_shows_a_month_row_by_row_and_promotes_it_whatever_the_first_day_is()
    {
        await using var lake = await RepairLake.StartAsync();
        lake.Settings = lake.Settings with { FirstDay = RepairLake.Today };
        await ImportAsync(lake, 1);
        await lake.ReconcileAsync();
        var sound = await lake.ProcessedAsync();
        var rows = Encoding.UTF8.GetString(await lake.Lake.ReadAsync(TwinLake.Processed, File));
        await lake.PutAsync(
            TwinLake.Processed, File, Encoding.UTF8.GetBytes(rows.Replace(",1,", ",7,", StringComparison.Ordinal)));

        var named = await AskAsync(lake, RepairEvent.ShadowStep, RepairLake.One);
        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        var differences = await lake.Lake.ReadAsync(
            TwinLake.Processed, ReplayZone.Differences(Id, TablePlace.Of(PlayedMonth.Parse(Month))));
        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.NotNull(named.Refused);
        Assert.Equal((1, 1, 0, null), (shown.Snapshots, shown.Changed, shown.Failed, shown.Refused));
        Assert.Equal(KeyValuePair.Create(Tables.Plays.Name, new RowCounts(0, 0, 1)), Assert.Single(shown.Rows));
        Assert.Contains(
            "\"before\":{\"ms_played\":\"7\"},\"after\":{\"ms_played\":\"1\"}",
            Encoding.UTF8.GetString(differences),
            StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (promoted.Snapshots, promoted.Changed, promoted.Failed));
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_page_that_came_after_the_comparison_is_kept()
    {
        await using var lake = await RepairLake.StartAsync();
        await ImportAsync(lake, 1);
        await AskAsync(lake, RepairEvent.ShadowStep);
        await ImportAsync(lake, 2);
        await lake.ReconcileAsync();
        var later = await lake.ProcessedAsync();

        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 1, 0), (promoted.Changed, promoted.Superseded, promoted.Failed));
        Assert.Equal(later, await lake.ProcessedAsync());
    }

    private static async Task<string> ImportAsync(RepairLake lake, int msPlayed)
    {
        var objects = PlayLake.ImportOf(Month, [$$"""{"ts":"2022-12-05T16:52:33Z","ms_played":{{msPlayed}}}"""]);
        foreach (var (key, bytes) in objects)
        {
            await lake.PutAsync(TwinLake.Raw, key, bytes);
        }

        return objects[^1].Key;
    }

    // The file is older than its marker, as after a damage that S3's times do not show.
    private static async Task ShortenAsync(RepairLake lake)
    {
        await lake.PutAsync(TwinLake.Processed, File, "short"u8.ToArray());
        await lake.PutAsync(TwinLake.Processed, Marker, await lake.Lake.ReadAsync(TwinLake.Processed, Marker));
    }

    private static async Task<ReplayReport> AskAsync(RepairLake lake, string step, params string[] playlists) =>
        (await lake.RunAsync(new RepairEvent(
            Action: RepairEvent.ReplayAction,
            Step: step,
            Id: Id,
            From: new DateOnly(2022, 12, 5),
            To: new DateOnly(2022, 12, 6),
            PlaylistIds: playlists.Length == 0 ? null : playlists))).Replayed!;
}
