using Twin.Aws.CloudWatch;

namespace Twin.Aws.Sqs;

internal static class SqsCost
{
    public const string Requests = "sqs.requests";

    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(Requests, month.Usage.Sum(SqsUsage.Service))];
}

internal static class SqsUsage
{
    public const string Service = "SQS";

    public static void Count(IEnumerable<MessageQueue> queues, Meter meter)
    {
        foreach (var queue in queues)
        {
            meter.Count(Service, "SendMessage", queue.Name, quantity: queue.Sent);
        }
    }
}

internal static class SqsMetrics
{
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    public static readonly ServiceMetrics Published = new(
        "AWS/SQS",
        ["QueueName"],
        ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"],
        [
            "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible", "NumberOfEmptyReceives",
            "NumberOfMessagesDeleted", "NumberOfMessagesReceived", "NumberOfMessagesSent", "SentMessageSize",
        ]);

    public static void Write(IEnumerable<MessageQueue> queues, MetricStore metrics, DateTimeOffset minute)
    {
        foreach (var queue in queues)
        {
            if (queue.Messages is not [var oldest, ..] messages)
            {
                continue;
            }

            void Put(string name, string unit, double value) => metrics.Put(
                MetricIdentity.Create(Published.Namespace, name, (Published.Dimensions[0], queue.Name)),
                unit,
                minute,
                value);

            Put("ApproximateNumberOfMessagesVisible", MetricUnits.Count, messages.Count);
            Put(
                "ApproximateAgeOfOldestMessage",
                MetricUnits.Seconds,
                Math.Max(0, (minute - oldest.SentAt).TotalSeconds));
        }
    }
}
