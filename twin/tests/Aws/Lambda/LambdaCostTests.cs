using Twin.Aws.Ssm;
using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.Lambda;

public sealed class LambdaCostTests
{
    private const string Extract = BilledRuns.Extract;

    [Fact]
    public async Task A_function_is_billed_for_the_answers_that_it_waits_for()
    {
        var stack = (await Stacks.Load("dev")).With(
            LambdaResources.Function, Extract, function => function.Set("memorySize", 512.0));
        var run = BilledRuns.Create(
            stack,
            new Usage(LambdaUsage.Service, LambdaUsage.Invocation, Extract, "", 1),
            new Usage(LambdaUsage.Service, LambdaUsage.ColdStart, Extract, "", 1),
            new Usage(SpotifyUsage.Service, SpotifyUsage.Request, "", "", 100),
            new Usage(S3Usage.Service, "PutObject", "spotify-dev-raw", Extract, 10));

        var seconds = LambdaCost.SecondsOf(ScheduledRun.ExtractionOf(stack), run);
        Assert.Equal((100 * 0.2m) + (10 * 0.03m) + 0.05m + 1, seconds);
        var bill = (run with { Crawls = 0 }).Month();
        Assert.Equal(30 * seconds / 2, bill.Quantity(LambdaCost.Arm64));
        Assert.Equal(30, bill.Quantity(LambdaCost.Requests));
        Assert.Equal(30, bill.Quantity(CloudWatchCost.Traces));
        Assert.Equal(300, bill.Quantity(S3Cost.Put));
    }

    [Fact]
    public async Task A_function_waits_for_its_own_calls_of_any_service_and_for_no_others()
    {
        var stack = await Stacks.Load("dev");
        var run = BilledRuns.Create(
            stack,
            new Usage(S3Usage.Service, "GetObject", "spotify-dev-raw", Extract, 2),
            new Usage(SsmUsage.Service, "GetParameter", "", Extract, 3),
            new Usage(S3Usage.Service, "GetObject", "spotify-dev-raw", "spotify-dev-transform", 7));

        Assert.Equal(5 * 0.03m, LambdaCost.SecondsOf(ScheduledRun.ExtractionOf(stack), run));
    }
}
