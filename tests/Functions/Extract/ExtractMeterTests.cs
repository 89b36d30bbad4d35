using Functions.Extract;
using Functions.Metrics;

namespace Tests.Functions.Extract;

public sealed class ExtractMeterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void How_many_runs_a_playlist_has_waited_is_always_told(int runs)
    {
        var meter = new ExtractMeter { WaitingRuns = runs };

        Assert.Contains(MetricDatum.Count(LakeMetrics.WaitingRuns, runs), meter.Metrics());
    }
}
