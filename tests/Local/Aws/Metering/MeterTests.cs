using Local.Aws.Declaration;
using Local.Aws.Metering;

namespace Tests.Local.Aws.Metering;

public sealed class MeterTests
{
    [Fact]
    public void What_many_threads_count_is_all_there()
    {
        var meter = new Meter();

        Parallel.For(
            0, 10_000, number => meter.Count(MeteredService.S3, "GetObject", "bucket", $"caller {number % 2}"));

        Assert.Equal(10_000, meter.Usage.Sum(MeteredService.S3));
        Assert.Equal(5_000, meter.Usage.Sum(MeteredService.S3, caller: "caller 1"));
    }

    [Fact]
    public void A_sum_counts_only_what_fits_all_that_is_asked_for()
    {
        var meter = new Meter();
        meter.Count(MeteredService.S3, "GetObject", "raw", "transform", 2);
        meter.Count(MeteredService.S3, "GetObject", "raw", "extract", 3);
        meter.Count(MeteredService.S3, "PutObject", "raw", "extract", 4);
        meter.Count(MeteredService.S3, "PutObject", "processed", "transform", 5);
        meter.Count(MeteredService.Kms, "Decrypt", "raw", "extract", 6);

        var usage = meter.Usage;
        Assert.Equal(14, usage.Sum(MeteredService.S3));
        Assert.Equal(5, usage.Sum(MeteredService.S3, "GetObject"));
        Assert.Equal(9, usage.Sum(MeteredService.S3, resource: "raw"));
        Assert.Equal(4, usage.Sum(MeteredService.S3, "PutObject", "raw", "extract"));
        Assert.Equal(0, usage.Sum(MeteredService.S3, "DeleteObject"));
    }

    [Fact]
    public void Usage_is_in_one_order_and_what_is_none_is_left_out()
    {
        var meter = new Meter();
        meter.Count(MeteredService.Sqs, "SendMessage", "b");
        meter.Count(MeteredService.Glue, MeteredOperation.Crawl, "z");
        meter.Count(MeteredService.Sqs, "SendMessage", "a");
        meter.Count(MeteredService.Sqs, "SendMessage", "c", quantity: 0);

        Assert.Equal(["z", "a", "b"], meter.Usage.Select(usage => usage.Resource));
    }
}
