using Twin.Aws.Billing;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Metering;
using Twin.Declaration;

namespace Twin.Aws.Lambda;

/// <summary>The cost of Lambda: invocations, their memory over time, and their traces in X-Ray.</summary>
public static class LambdaCost
{
    public const string Requests = "lambda.requests";
    public const string Arm64 = "lambda.arm64";
    public const string X86 = "lambda.x86";

    private const int DefaultMegabytes = 128;
    private const int MegabytesOfAGigabyte = 1024;

    /// <summary>The lines of a bill that daily runs add.</summary>
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

    /// <summary>
    /// The total seconds that a function runs: it waits for responses, one after the other, and computes little.
    /// </summary>
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
