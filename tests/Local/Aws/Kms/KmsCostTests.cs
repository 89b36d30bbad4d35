using Local.Aws.Declaration;
using Local.Aws.Kms;
using Local.Aws.Metering;
using Tests.Infra;
using Tests.Local.Aws.Billing;

namespace Tests.Local.Aws.Kms;

public sealed class KmsCostTests
{
    [Fact]
    public async Task Each_days_requests_of_every_service_are_billed()
    {
        var run = BilledRuns.Of(
            await Stacks.Load("dev"),
            new Usage(KmsUsage.Service, "Decrypt", "alias/aws/ssm", "ssm.amazonaws.com", 3),
            new Usage(KmsUsage.Service, "GenerateDataKey", "alias/aws/s3", "s3.amazonaws.com", 1));

        Assert.Equal(120, run.Month().Quantity(KmsCost.Requests));
    }
}
