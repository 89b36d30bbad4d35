namespace Tests.Functions.Extract;

public sealed class ExtractMeterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_metric_of_waiting_runs_is_always_written(int runs)
    {
        var meter = new ExtractMeter { WaitingRuns = runs };

        Assert.Contains(MetricDatum.Count(LakeMetrics.WaitingRuns, runs), meter.Metrics());
    }
}
