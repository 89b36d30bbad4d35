using Twin.Aws.Sqs;

namespace Twin.Tests.Aws.Metering;

public sealed class MeterTests
{
    [Fact]
    public void Counts_of_many_threads_are_all_kept()
    {
        var meter = new Meter();

        Parallel.For(0, 10_000, number => meter.Count(S3Usage.Service, "GetObject", "bucket", $"caller {number % 2}"));

        Assert.Equal(10_000, meter.Usage.Sum(S3Usage.Service));
        Assert.Equal(5_000, meter.Usage.Sum(S3Usage.Service, caller: "caller 1"));
    }

    [Fact]
    public void A_sum_counts_only_entries_that_match_all_criteria()
    {
        var meter = new Meter();
        meter.Count(S3Usage.Service, "GetObject", "raw", "transform", 2);
        meter.Count(S3Usage.Service, "GetObject", "raw", "extract", 3);
        meter.Count(S3Usage.Service, "PutObject", "raw", "extract", 4);
        meter.Count(S3Usage.Service, "PutObject", "processed", "transform", 5);
        meter.Count(KmsUsage.Service, "Decrypt", "raw", "extract", 6);

        var usage = meter.Usage;
        Assert.Equal(14, usage.Sum(S3Usage.Service));
        Assert.Equal(5, usage.Sum(S3Usage.Service, "GetObject"));
        Assert.Equal(9, usage.Sum(S3Usage.Service, resource: "raw"));
        Assert.Equal(4, usage.Sum(S3Usage.Service, "PutObject", "raw", "extract"));
        Assert.Equal(0, usage.Sum(S3Usage.Service, "DeleteObject"));
    }

    [Fact]
    public void Usage_has_a_stable_order_and_leaves_out_zeros()
    {
        var meter = new Meter();
        meter.Count(SqsUsage.Service, "SendMessage", "b");
        meter.Count(GlueUsage.Service, GlueUsage.CrawledFile, "z");
        meter.Count(SqsUsage.Service, "SendMessage", "a");
        meter.Count(SqsUsage.Service, "SendMessage", "c", quantity: 0);

        Assert.Equal(["z", "a", "b"], meter.Usage.Select(usage => usage.Resource));
    }
}
