using Twin.Aws.CloudWatch;
using Twin.Aws.Hosting;

namespace Twin.Aws.Lambda;

/// <summary>Lambda's metrics of a function.</summary>
internal static class LambdaMetrics
{
    /// <summary>
    /// The metrics with the dimension FunctionName
    /// (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html).
    /// </summary>
    public static readonly ServiceMetrics Published = new(
        "AWS/Lambda",
        ["FunctionName"],
        ["Invocations", "Errors", "Throttles", "Duration", "DestinationDeliveryFailures"],
        [
            "ConcurrentExecutions", "AsyncEventsReceived", "AsyncEventAge", "AsyncEventsDropped", "DeadLetterErrors",
            "RecursiveInvocationsDropped",
        ]);

    /// <summary>Writes the metrics of an invocation that has ended.</summary>
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

    /// <summary>
    /// Writes the metric of an event that failed for the last time and did not reach its destination.
    /// </summary>
    public static void WriteDeliveryFailure(CloudWatchService cloudWatch, string function) =>
        cloudWatch.Put(Published, function, "DestinationDeliveryFailures", MetricUnits.Count, 1);
}
