using Functions.Metrics;

namespace Twin.Tests.Aws.CloudWatch;

public sealed class SilenceTests : FolderTest
{
    private static readonly DateTimeOffset Created = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset GoodRun = Created.AddHours(54);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("The schedule does not start the extraction", LakeMetrics.PlaylistsSettled, 1,
        "spotify-dev-no-snapshot")]
    [InlineData("The schedule does not start the repair", LakeMetrics.SnapshotsUnrepaired, 0,
        "spotify-dev-snapshots-unrepaired")]
    public async Task An_alarm_rings_within_the_time_that_the_page_on_operation_gives(
        string fault, string metric, double good, string alarm)
    {
        var clock = new VirtualClock(Created);
        await using var services = await TwinServices.StartAsync(
            await Stacks.Load("dev"),
            Folder.Root,
            clock,
            new Timeline(TimeProvider.System, clock),
            Cancel);
        var monitoring = services.Get<CloudWatchService>();
        var row = Assert.Single(Page.Get("docs/operate.md").Rows("| fault | alarm | within |"), row => row[0] == fault);
        var within = TimeSpan.FromHours(int.Parse(row[2].Split(' ')[0], CultureInfo.InvariantCulture));

        monitoring.RunUntil(GoodRun);
        clock.AdvanceTo(GoodRun);
        monitoring.Metrics.Put(
            MetricIdentity.Create(LakeMetrics.Namespace, metric, (LakeMetrics.StackDimension, "spotify-dev")),
            "Count",
            GoodRun,
            good);
        monitoring.EndOfWork();
        Assert.Equal(AlarmState.Ok, StateOf());

        monitoring.RunUntil(GoodRun + within - TimeSpan.FromHours(1));
        Assert.Equal(AlarmState.Ok, StateOf());
        monitoring.RunUntil(GoodRun + within + Minute);
        Assert.Equal(AlarmState.Alarm, StateOf());

        AlarmState StateOf() => Assert.Single(monitoring.Alarms, found => found.Key.Name == alarm).Value.State;
    }
}
