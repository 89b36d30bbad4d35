using Twin.Aws.Metering;

namespace Twin.Aws.Sqs;

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
