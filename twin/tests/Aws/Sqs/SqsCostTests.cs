using Twin.Aws.Sqs;
using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.Sqs;

public sealed class SqsCostTests
{
    [Fact]
    public async Task Each_days_messages_are_billed()
    {
        var run = await BilledRuns.OfDev(new Usage(SqsUsage.Service, "SendMessage", "spotify-dev-failures", "", 2));

        Assert.Equal(60, run.Month().Quantity(SqsCost.Requests));
    }
}
