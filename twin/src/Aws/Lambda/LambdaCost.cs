using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;

namespace Twin.Aws.Lambda;

/// <summary>The cost of Lambda: invocations, their memory over time, and their traces in X-Ray.</summary>
public static class LambdaCost
{
    public const string Requests = "lambda.requests";
    public const string Arm64 = "lambda.arm64";
    public const string X86 = "lambda.x86";
    private const int DefaultMegabytes = 128;
    private const int MegabytesOfAGigabyte = 1024;

    public static IEnumerable<BillLine> OfRuns(BilledMonth month)
    {
        foreach (var function in month.Stack.OfType(LambdaResources.Function))
        {
            var invocations = InvocationsOf(function, month.Run);
            yield return month.Daily(Requests, invocations);
            yield return month.Daily(
                function.Texts("architectures").Contains("arm64") ? Arm64 : X86,
                GigabyteSecondsOf(function, month.Run));
            if (function.OptionalText("tracingConfig.mode") == "Active")
            {
                yield return month.Daily(CloudWatchCost.Traces, invocations);
            }
        }
    }

    /// <summary>The gigabyte-seconds of a run's functions, which Lambda bills in addition to the invocations.</summary>
    public static decimal GigabyteSecondsOf(DailyRun run) =>
        run.Stack.OfType(LambdaResources.Function).Sum(function => GigabyteSecondsOf(function, run));

    /// <summary>The seconds that a function runs: it waits for response after response and computes little.</summary>
    public static decimal SecondsOf(DeclaredResource function, DailyRun run)
    {
        // A function only calls services, and each call is counted once.
        var calls = run.Usage.Where(counted => counted.Caller == function.PhysicalName).Sum(call => call.Quantity);
        return (calls * run.Prices.Assumed(LambdaAssumptions.AwsRequestSeconds))
            + run.Waits.GetValueOrDefault(function.PhysicalName)
            + (InvocationsOf(function, run) * run.Prices.Assumed(LambdaAssumptions.InvocationSeconds))
            + (ColdStartsOf(function, run) * run.Prices.Assumed(LambdaAssumptions.ColdStartSeconds));
    }

    private static decimal GigabyteSecondsOf(DeclaredResource function, DailyRun run) =>
        SecondsOf(function, run) * (function.Number("memorySize") ?? DefaultMegabytes) / MegabytesOfAGigabyte;

    private static long InvocationsOf(DeclaredResource function, DailyRun run) =>
        run.Usage.Sum(LambdaUsage.Service, LambdaUsage.Invocation, function.PhysicalName);

    // A scheduled invocation comes hours after the last one, so each is a cold start. In a run only the first one is.
    private static long ColdStartsOf(DeclaredResource function, DailyRun run) => IsScheduled(function, run.Stack)
        ? InvocationsOf(function, run)
        : run.Usage.Sum(LambdaUsage.Service, LambdaUsage.ColdStart, function.PhysicalName);

    private static bool IsScheduled(DeclaredResource function, DeclaredStack stack) =>
        stack.OfType(EventBridgeResources.EventTarget).Any(target =>
            target.Text("arn") == function.Arn
            && stack.Named(EventBridgeResources.EventRule, target.Text("rule"))?.Has("scheduleExpression") is true);
}

public sealed class LambdaUsage(Meter meter)
{
    public const string Service = "Lambda";

    /// <summary>Invocations, retries included; the resource is the function.</summary>
    public const string Invocation = "invocation";

    public const string ColdStart = "cold start";

    /// <summary>Counts an invocation that has ended. A throttled one does not count and costs nothing.</summary>
    public void Invoked(string function, InvokeResult result)
    {
        meter.Count(Service, Invocation, function);
        if (result.InitDuration is not null)
        {
            meter.Count(Service, ColdStart, function);
        }
    }

    public void Log(LambdaLogLine line) => CloudWatchUsage.CountLine(line.LogGroup, line.Text, meter);
}

internal static class LambdaMetrics
{
    // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    public static readonly ServiceMetrics Published = new(
        "AWS/Lambda",
        ["FunctionName"],
        ["Invocations", "Errors", "Throttles", "Duration", "DestinationDeliveryFailures"],
        [
            "ConcurrentExecutions", "AsyncEventsReceived", "AsyncEventAge", "AsyncEventsDropped", "DeadLetterErrors",
            "RecursiveInvocationsDropped",
        ]);

    public static void WriteInvocation(CloudWatchService cloudWatch, string function, InvokeResult result)
    {
        void Put(string name, string unit, double value) => cloudWatch.Put(Published, function, name, unit, value);

        Put("Invocations", MetricUnits.Count, 1);
        Put("Errors", MetricUnits.Count, result.Error is null ? 0 : 1);
        Put("Throttles", MetricUnits.Count, 0);
        Put("Duration", MetricUnits.Milliseconds, result.Duration.TotalMilliseconds);
    }

    /// <summary>Writes the metric of an invocation that a function's reserved concurrency refused.</summary>
    public static void WriteThrottle(CloudWatchService cloudWatch, string function) =>
        cloudWatch.Put(Published, function, "Throttles", MetricUnits.Count, 1);

    /// <summary>Writes the metric of an event that failed for good and did not reach its destination.</summary>
    public static void WriteDeliveryFailure(CloudWatchService cloudWatch, string function) =>
        cloudWatch.Put(Published, function, "DestinationDeliveryFailures", MetricUnits.Count, 1);
}

internal static class LambdaAssumptions
{
    public const string AwsRequestSeconds = "awsRequestSeconds";
    public const string InvocationSeconds = "invocationSeconds";
    public const string ColdStartSeconds = "coldStartSeconds";
}

internal static class UndocumentedLambda
{
    public static readonly Assumption FunctionRole = new(
        "function-role", "Lambda assumes the role of a function for the ARN of the function's version");

    public static ImmutableArray<Assumption> All { get; } = [FunctionRole];
}
