using Local.Aws.Declaration;
using Local.Aws.Metering;
using Local.Aws.Sqs;
using Tests.Infra;
using Tests.Local.Aws.Billing;

namespace Tests.Local.Aws.Sqs;

public sealed class SqsCostTests
{
    [Fact]
    public async Task Each_days_messages_are_billed()
    {
        var run = BilledRuns.Of(
            await Stacks.Load("dev"), new Usage(SqsUsage.Service, "SendMessage", "spotify-dev-failures", "", 2));

        Assert.Equal(60, run.Month().Quantity(SqsCost.Requests));
    }
}
