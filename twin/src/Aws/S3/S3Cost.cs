using Twin.Aws.Lambda;

namespace Twin.Aws.S3;

/// <summary>The cost of S3: the requests of functions, and storage. The requests of other services are billed with
/// those services.</summary>
public static class S3Cost
{
    public const string Put = "s3.put";
    public const string Get = "s3.get";
    public const string Storage = "s3.storage";

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
    [
        month.Daily(Put, RequestsOfFunctions(Put, month.Run)),
        month.Daily(Get, RequestsOfFunctions(Get, month.Run)),
        month.Line(Storage, month.Days.Average(day => BytesStored(month.Run, day)) / DataSize.Gigabyte),
    ];

    /// <summary>The number of requests of a run's functions that have the given price.</summary>
    public static long RequestsOfFunctions(string price, DailyRun run)
    {
        var functions = run.Stack.OfType(LambdaResources.Function)
            .Select(function => function.PhysicalName)
            .ToHashSet();
        return run.Usage
            .Where(counted => counted.Service == S3Usage.Service
                && functions.Contains(counted.Caller)
                && S3Requests.PriceOf(counted.Operation) == price)
            .Sum(counted => counted.Quantity);
    }

    /// <summary>The bytes in the buckets after the given number of days: each run writes new objects, and some of
    /// them expire, such as query results.</summary>
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

/// <summary>The billable use of S3.</summary>
public static class S3Usage
{
    public const string Service = "S3";

    /// <summary>Bytes in a bucket at the end of the run; the resource is the bucket.</summary>
    public const string BytesStored = "bytes stored";

    /// <summary>Objects in a bucket at the end of the run.</summary>
    public const string ObjectsStored = "objects stored";

    /// <summary>Counts the objects and bytes in each bucket, except those that the deployment stored.</summary>
    public static void Count(IEnumerable<Bucket> buckets, DeclaredStack stack, Meter meter)
    {
        var deployed = stack.OfType(S3Resources.BucketObject)
            .Select(declared => (declared.Text("bucket"), declared.Text("key")))
            .ToHashSet();
        foreach (var bucket in buckets)
        {
            var objects = bucket.Objects.Where(found => !deployed.Contains((bucket.Name, found.Key))).ToList();
            meter.Count(Service, ObjectsStored, bucket.Name, quantity: objects.Count);
            meter.Count(Service, BytesStored, bucket.Name, quantity: objects.Sum(found => found.Size));
        }
    }
}

/// <summary>The prices of S3's requests: each has one of two prices, or none.</summary>
internal static class S3Requests
{
    /// <summary>The key of the price; null for deleting, which is free.</summary>
    public static string? PriceOf(string operation) => operation switch
    {
        "DeleteObject" or "DeleteObjects" => null,
        "PutObject" or "ListObjectsV2" or "ListObjectVersions" => S3Cost.Put,
        _ => S3Cost.Get,
    };
}

/// <summary>The keys of the assumptions about S3.</summary>
internal static class S3Assumptions
{
    public const string ReadingsAfterMove = "readingsAfterMove";
}
