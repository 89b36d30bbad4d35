using System.Collections.Immutable;
using Functions.Extract;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Glue;
using Local.Aws.Lambda;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Ssm;
using Local.Twin.Runs;

namespace Local.Cli.Costs;

/// <summary>
/// What one scheduled run would use on AWS: what was counted on this machine, and the assumptions for what takes
/// another time there. No clock of this machine has a say, so that each run gives the same.
/// </summary>
internal sealed class RunUse(DeclaredStack stack, PriceList prices, ImmutableArray<Usage> usage)
{
    /// <summary>What was counted.</summary>
    public ImmutableArray<Usage> Usage => usage;

    /// <summary>The function that asks Spotify: it takes as long as the run.</summary>
    public DeclaredResource Extraction => Functions.First(IsExtraction);

    /// <summary>The stack's functions.</summary>
    public IEnumerable<DeclaredResource> Functions => stack.OfType(LambdaResources.Function);

    /// <summary>How long a function runs in all: waiting for answers, one after the other, and a little work.</summary>
    public decimal SecondsOf(DeclaredResource function)
    {
        var name = function.PhysicalName;
        var calls = usage.Sum(S3Usage.Service, caller: name) + usage.Sum(SsmUsage.Service, caller: name);
        var spotify = IsExtraction(function) ? usage.Sum(SpotifyUsage.Service) : 0;
        return (calls * prices.Assumed(AssumptionKey.AwsRequestSeconds))
            + (spotify * prices.Assumed(AssumptionKey.SpotifyRequestSeconds))
            + (InvocationsOf(function) * prices.Assumed(AssumptionKey.InvocationSeconds))
            + (ColdStartsOf(function)
                * prices.Assumed(AssumptionKey.ColdStartSeconds));
    }

    // What a clock starts finds no process that is still there, hours later; in a run, a second does not cost one.
    private long ColdStartsOf(DeclaredResource function) => IsScheduled(function)
        ? InvocationsOf(function)
        : usage.Sum(LambdaUsage.Service, LambdaUsage.ColdStart, function.PhysicalName);

    private bool IsScheduled(DeclaredResource function) => stack.OfType(EventBridgeResources.EventTarget).Any(target =>
        target.Text("arn") == function.Arn
        && stack.OfType(EventBridgeResources.EventRule).Any(rule =>
            rule.PhysicalName == target.Text("rule") && rule.OptionalText("scheduleExpression") is not null));

    /// <summary>How often a function is invoked.</summary>
    public long InvocationsOf(DeclaredResource function) =>
        usage.Sum(LambdaUsage.Service, LambdaUsage.Invocation, function.PhysicalName);

    /// <summary>What Lambda bills for it besides the invocations.</summary>
    public decimal GigabyteSecondsOf(DeclaredResource function) =>
        SecondsOf(function) * (function.Number("memorySize") ?? 128) / 1024;

    /// <summary>
    /// How many crawls new files start. Glue makes a batch of so many events, and starts no second crawl while one is
    /// running: so there is one for each batch, but no more than fit into the time in which files arrive, and a last
    /// one.
    /// </summary>
    public decimal Crawls
    {
        get
        {
            var counted = usage.Sum(GlueUsage.Service, GlueUsage.Crawl);
            var size = stack.OfType(GlueResources.Trigger)
                .SelectMany(trigger => trigger.Parts("eventBatchingConditions"))
                .Select(condition => condition.Number("batchSize"))
                .FirstOrDefault();
            if (size is not { } events)
            {
                return counted;
            }

            decimal files = usage.Sum(GlueUsage.Service, GlueUsage.WorkflowEvent);
            var batches = Math.Ceiling(files / events);
            var inTime = 1 + Math.Ceiling(SecondsOf(Extraction) / prices.Assumed(AssumptionKey.CrawlSeconds));
            return counted * Math.Min(batches, inTime);
        }
    }

    /// <summary>S3's requests of the functions, by the price.</summary>
    public long RequestsOfFunctions(string priceKey) => Functions.Sum(function => usage
        .Where(counted => counted.Service == S3Usage.Service
            && counted.Caller == function.PhysicalName
            && S3Requests.PriceOf(counted.Operation) == priceKey)
        .Sum(counted => counted.Quantity));

    /// <summary>The new files, each of which the crawler reads once.</summary>
    public long FilesCrawled => usage.Sum(S3Usage.Service, "GetObject")
        - Functions.Sum(function => usage.Sum(S3Usage.Service, "GetObject", caller: function.PhysicalName));

    private static bool IsExtraction(DeclaredResource function) =>
        function.Has("environment.variables") &&
        function.Map("environment.variables").ContainsKey(ExtractEnvironment.ApiBaseAddress);
}
