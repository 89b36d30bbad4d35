using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Cli.Costs;

public sealed class ScheduledRunTests
{
    [Fact]
    public async Task A_run_takes_as_long_as_the_extraction_which_alone_waits_for_Spotify()
    {
        var stack = await Stacks.Load("dev");
        var run = BilledRuns.Create(stack, new Usage(SpotifyUsage.Service, SpotifyUsage.Request, "", "", 100));

        Assert.Equal("spotify-dev-extract", ScheduledRun.ExtractionOf(stack).PhysicalName);
        Assert.Equal(100 * 0.2m, run.Seconds);
        Assert.Equal("spotify-dev-extract", Assert.Single(run.Waits).Key);
    }
}
