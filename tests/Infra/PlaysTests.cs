using Tests.Infra.Monitoring;

namespace Tests.Infra;

/// <summary>The setting plays, and all that it declares.</summary>
public sealed class PlaysTests
{
    private const string Name = "spotify-dev-plays";

    [Fact]
    public async Task Plays_are_read_every_hour_by_the_function_that_reads_playlists()
    {
        var stack = await MonitoredStacks.With(("plays", "true"));
        var rule = Assert.Single(stack.OfType(ResourceTypes.EventRule), rule => rule.PhysicalName == Name);
        var target = Assert.Single(
            stack.OfType(ResourceTypes.EventTarget), target => target.Text("rule") == rule.PhysicalName);
        var function = stack.OfType(ResourceTypes.Function).First(function => function.Arn == target.Text("arn"));

        Assert.Equal("rate(1 hour)", rule.Text("scheduleExpression"));
        Assert.Equal("""{"read":"plays","time":<time>}""", target.Text("inputTransformer.inputTemplate"));
        Assert.Equal("$.time", target.Map("inputTransformer.inputPaths")["time"]);
        Assert.Equal(
            ("spotify-dev-extract", "true"),
            (function.PhysicalName, function.Map("environment.variables")[ExtractEnvironment.Plays]));
        Assert.Contains(stack.OfType(ResourceTypes.Permission), found => found.OptionalText("sourceArn") == rule.Arn);
        Assert.True(stack.OfType(ResourceTypes.MetricAlarm).Count() <= 10);
    }

    [Fact]
    public async Task By_default_nothing_reads_plays()
    {
        var stack = await Stacks.Load("dev");

        Assert.DoesNotContain(stack.OfType(ResourceTypes.EventRule), rule => rule.PhysicalName == Name);
        Assert.DoesNotContain(
            WatchedMetric.AllOf(stack), metric => metric.Name == LakeMetrics.PlaysPossiblyLost);
    }

    [Fact]
    public async Task Without_playlists_the_alarm_on_silence_asks_for_a_run_and_not_for_a_snapshot()
    {
        var stack = await MonitoredStacks.With(("plays", "true"), ("playlists", ""));

        var alarm = Assert.Single(
            stack.OfType(ResourceTypes.MetricAlarm), alarm => alarm.Text("name") == "spotify-dev-no-snapshot");
        Assert.Equal("SampleCount", alarm.Text("statistic"));
    }
}
