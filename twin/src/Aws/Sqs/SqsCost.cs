using Twin.Aws.Billing;
using Twin.Aws.CloudWatch;
using Twin.Aws.Hosting;
using Twin.Aws.Metering;

namespace Twin.Aws.Sqs;

/// <summary>The cost of SQS: its requests.</summary>
internal static class SqsCost
{
    public const string Requests = "sqs.requests";

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(Requests, month.Usage.Sum(SqsUsage.Service))];
}

/// <summary>The billable use of SQS.</summary>
internal static class SqsUsage
{
    public const string Service = "SQS";

    /// <summary>Counts the messages that were sent.</summary>
    public static void Count(IEnumerable<MessageQueue> queues, Meter meter)
    {
        foreach (var queue in queues)
        {
            meter.Count(Service, "SendMessage", queue.Name, quantity: queue.Sent);
        }
    }
}

/// <summary>SQS's metrics of a queue.</summary>
internal static class SqsMetrics
{
    /// <summary>
    /// The published metrics
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
    /// </summary>
    public static readonly ServiceMetrics Published = new(
        "AWS/SQS",
        ["QueueName"],
        ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"],
        [
            "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible", "NumberOfEmptyReceives",
            "NumberOfMessagesDeleted", "NumberOfMessagesReceived", "NumberOfMessagesSent", "SentMessageSize",
        ]);

    /// <summary>Writes the metrics of the active queues, as SQS does each minute.</summary>
    public static void Write(IEnumerable<MessageQueue> queues, MetricStore metrics, DateTimeOffset minute)
    {
        foreach (var queue in queues)
        {
            if (queue.Messages is not [var oldest, ..] messages)
            {
                continue;
            }

            void Put(string name, string unit, double value) => metrics.Put(
                MetricIdentity.Of(Published.Namespace, name, (Published.Dimensions[0], queue.Name)), unit, minute, value);

            Put("ApproximateNumberOfMessagesVisible", MetricUnits.Count, messages.Count);
            Put(
                "ApproximateAgeOfOldestMessage",
                MetricUnits.Seconds,
                Math.Max(0, (minute - oldest.SentAt).TotalSeconds));
        }
    }
}
