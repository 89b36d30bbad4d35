using Twin.Aws.Metering;

namespace Twin.Aws.Sns;

/// <summary>The billable use of SNS.</summary>
internal static class SnsUsage
{
    public const string Service = "SNS";

    /// <summary>E-mails that a topic sent to its subscribers.</summary>
    public const string Mail = "mail";

    /// <summary>Counts the published messages, and the e-mails that the topics sent for them.</summary>
    public static void Count(IEnumerable<Notification> notifications, Meter meter)
    {
        foreach (var notification in notifications)
        {
            meter.Count(Service, "Publish", notification.Topic);
            meter.Count(Service, Mail, notification.Topic, quantity: notification.Recipients.Length);
        }
    }
}
