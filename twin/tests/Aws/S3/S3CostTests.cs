using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.S3;

public sealed class S3CostTests
{
    [Fact]
    public async Task Stored_data_grows_every_day_and_query_results_expire()
    {
        var run = BilledRuns.Create(
            await Stacks.Load("dev"),
            new Usage(S3Usage.Service, S3Usage.BytesStored, "spotify-dev-raw", "", 1000),
            new Usage(S3Usage.Service, S3Usage.BytesStored, "spotify-dev-query-results", "", 1));

        Assert.Equal(1001, S3Cost.BytesStored(run, 1));
        Assert.Equal(30_030, S3Cost.BytesStored(run, 30));
        Assert.Equal(360_030, S3Cost.BytesStored(run, 360));
    }
}
