using Local.Aws.Metering;

namespace Local.Aws.Sns;

/// <summary>The billable use of SNS.</summary>
internal static class SnsUsage
{
    /// <summary>Counts the published messages, and the mails that the topics sent for them.</summary>
    public static void Count(IEnumerable<Notification> notifications, Meter meter)
    {
        foreach (var notification in notifications)
        {
            meter.Count(MeteredService.Sns, "Publish", notification.Topic);
            meter.Count(
                MeteredService.Sns,
                MeteredOperation.Mail,
                notification.Topic,
                quantity: notification.Recipients.Length);
        }
    }
}
