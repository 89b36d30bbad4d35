using Twin.Aws.CloudWatch;
using Twin.Aws.Hosting;

namespace Twin.Aws.Sqs;

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
