using Local.Aws.Billing;
using Local.Aws.Declaration;
using Local.Aws.Lambda;
using Local.Aws.Metering;

namespace Local.Aws.S3;

/// <summary>
/// The cost of S3: the requests of functions, and storage. What other services request is among the lines of those.
/// </summary>
public static class S3Cost
{
    public const string Put = "s3.put";
    public const string Get = "s3.get";
    public const string Storage = "s3.storage";

    /// <summary>The lines that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
    [
        month.Daily(Put, RequestsOfFunctions(Put, month.Run)),
        month.Daily(Get, RequestsOfFunctions(Get, month.Run)),
        month.Line(Storage, month.Days.Average(day => BytesStored(month.Run, day)) / DataSize.Gigabyte),
    ];

    /// <summary>The requests of a run's functions that have a price.</summary>
    public static long RequestsOfFunctions(string price, DailyRun run)
    {
        var functions = run.Stack.OfType(LambdaResources.Function).Select(function => function.PhysicalName).ToHashSet();
        return run.Usage
            .Where(counted => counted.Service == S3Usage.Service
                && functions.Contains(counted.Caller)
                && S3Requests.PriceOf(counted.Operation) == price)
            .Sum(counted => counted.Quantity);
    }

    /// <summary>
    /// Bytes in the buckets after so many days: nothing is written twice, and some of it expires, like query results.
    /// </summary>
    public static decimal BytesStored(DailyRun run, int day) => run.Stack.OfType(S3Resources.Bucket).Sum(bucket =>
        Math.Min(day, DaysKept(bucket, run.Stack))
        * (decimal)run.Usage.Sum(S3Usage.Service, S3Usage.BytesStored, bucket.PhysicalName));

    private static int DaysKept(DeclaredResource bucket, DeclaredStack stack) => stack
        .OfType(S3Resources.BucketLifecycle)
        .Where(lifecycle => lifecycle.Text("bucket") == bucket.PhysicalName)
        .SelectMany(lifecycle => lifecycle.Parts("rules"))
        .Where(rule => rule.OptionalText("filter.prefix") is null or "")
        .Select(rule => rule.Number("expiration.days"))
        .OfType<int>()
        .DefaultIfEmpty(int.MaxValue)
        .Min();
}
