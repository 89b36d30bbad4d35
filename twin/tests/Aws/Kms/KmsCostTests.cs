using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.Kms;

public sealed class KmsCostTests
{
    [Fact]
    public async Task Each_days_requests_of_every_service_are_billed()
    {
        var run = await BilledRuns.OfDev(
            new Usage(KmsUsage.Service, "Decrypt", "alias/aws/ssm", "ssm.amazonaws.com", 3),
            new Usage(KmsUsage.Service, "GenerateDataKey", "alias/aws/s3", "s3.amazonaws.com", 1));

        Assert.Equal(120, run.Month().Quantity(KmsCost.Requests));
    }
}
