using System.Collections.Frozen;
using System.Collections.Immutable;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;

namespace Local.Twin;

/// <summary>
/// The metrics that AWS's services write by themselves, as far as a stack like this one has use for them: by which
/// dimensions, and which of them the twin measures. From each service's "CloudWatch metrics" in its documentation.
/// </summary>
internal static class PlatformMetrics
{
    public const string Lambda = "AWS/Lambda";
    public const string Sqs = "AWS/SQS";
    public const string Events = "AWS/Events";

    private static readonly FrozenDictionary<string, Service> Services = new Dictionary<string, Service>
    {
        [Lambda] = new(
            ["FunctionName"],
            ["Invocations", "Errors", "Throttles", "Duration", "DestinationDeliveryFailures"],
            [
                "ConcurrentExecutions", "AsyncEventsReceived", "AsyncEventAge", "AsyncEventsDropped",
                "DeadLetterErrors", "RecursiveInvocationsDropped",
            ]),
        [Sqs] = new(
            ["QueueName"],
            ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"],
            [
                "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible", "NumberOfEmptyReceives",
                "NumberOfMessagesDeleted", "NumberOfMessagesReceived", "NumberOfMessagesSent", "SentMessageSize",
            ]),
        [Events] = new(
            ["RuleName"],
            ["Invocations", "FailedInvocations", "TriggeredRules"],
            ["ThrottledRules", "InvocationsSentToDlq", "InvocationsFailedToBeSentToDlq", "RetryInvocationAttempts"]),
        ["AWS/Athena"] = new(
            ["QueryState", "QueryType", "WorkGroup"],
            [],
            [
                "ProcessedBytes", "EngineExecutionTime", "QueryPlanningTime", "QueryQueueTime", "ServiceProcessingTime",
                "TotalExecutionTime",
            ]),
        ["AWS/S3"] = new(["BucketName", "StorageType"], [], ["BucketSizeBytes", "NumberOfObjects"]),
        ["AWS/Logs"] = new(
            ["LogGroupName"], [], ["IncomingBytes", "IncomingLogEvents", "EMFParsingErrors", "EMFValidationErrors"]),
        ["AWS/SNS"] = new(
            ["TopicName"],
            [],
            ["NumberOfMessagesPublished", "NumberOfNotificationsDelivered", "NumberOfNotificationsFailed"]),
    }.ToFrozenDictionary();

    // The dimensions whose value is a resource of the stack.
    private static readonly FrozenDictionary<string, (string Type, string Property)> Named =
        new Dictionary<string, (string, string)>
        {
            ["FunctionName"] = (ResourceTypes.Function, "name"),
            ["QueueName"] = (ResourceTypes.Queue, "name"),
            ["RuleName"] = (ResourceTypes.EventRule, "name"),
            ["WorkGroup"] = (ResourceTypes.Workgroup, "name"),
            ["BucketName"] = (ResourceTypes.Bucket, "bucket"),
            ["LogGroupName"] = (ResourceTypes.LogGroup, "name"),
            ["TopicName"] = (ResourceTypes.Topic, "name"),
        }.ToFrozenDictionary();

    /// <summary>Whether a service of AWS writes the metric, and not the lake.</summary>
    public static bool AreOf(MetricIdentity metric) => metric.Namespace.StartsWith("AWS/", StringComparison.Ordinal);

    /// <summary>Whether the twin has the metric's values.</summary>
    public static bool Measures(MetricIdentity metric) =>
        Services.TryGetValue(metric.Namespace, out var service) && service.Measured.Contains(metric.Name);

    /// <summary>Why no service writes the metric for this stack; null if one does or the twin cannot say.</summary>
    public static string? Missing(MetricIdentity metric, DeclaredStack stack)
    {
        if (!Services.TryGetValue(metric.Namespace, out var service))
        {
            return null;
        }

        if (!service.Measured.Contains(metric.Name) && !service.Others.Contains(metric.Name))
        {
            return $"{metric.Namespace} has no metric '{metric.Name}'; there are "
                + $"{string.Join(", ", service.Measured.Concat(service.Others))}.";
        }

        if (!metric.Dimensions.Keys.SequenceEqual(service.Dimensions, StringComparer.Ordinal))
        {
            return $"{metric.Namespace} writes its metrics with {string.Join(" and ", service.Dimensions)}.";
        }

        return metric.Dimensions
            .Where(dimension => Named.TryGetValue(dimension.Key, out var named)
                && !stack.OfType(named.Type).Any(resource => resource.OptionalText(named.Property) == dimension.Value))
            .Select(dimension => $"There is no {dimension.Key} '{dimension.Value}' in the stack.")
            .FirstOrDefault();
    }

    private sealed record Service(
        ImmutableArray<string> Dimensions, ImmutableArray<string> Measured, ImmutableArray<string> Others);
}
