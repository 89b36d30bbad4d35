namespace Twin.Aws.Sns;

/// <summary>The cost of SNS: the messages that alarms publish, and the e-mails to the topic's subscribers.</summary>
internal static class SnsCost
{
    public const string Requests = "sns.requests";
    public const string Mails = "sns.mails";

    /// <summary>The lines of a month's bill, with runs or without. The messages of a run do not count: they are those
    /// of a new stack, whose alarms all change to OK once, on the first day.</summary>
    public static IEnumerable<BillLine> OfIdle(DeclaredStack stack, PriceList prices)
    {
        var messages = stack.OfType(SnsResources.Topic).Any() ? prices.Assumed(SnsAssumptions.AlarmChangesPerMonth) : 0;
        return
        [
            prices.Line(Requests, messages),
            prices.Line(Mails, messages * stack.OfType(SnsResources.TopicSubscription).Count()),
        ];
    }
}

internal static class SnsUsage
{
    public const string Service = "SNS";
    public const string Mail = "mail";

    public static void Count(IEnumerable<Notification> notifications, Meter meter)
    {
        foreach (var notification in notifications)
        {
            meter.Count(Service, "Publish", notification.Topic);
            meter.Count(Service, Mail, notification.Topic, quantity: notification.Recipients.Length);
        }
    }
}

internal static class SnsAssumptions
{
    public const string AlarmChangesPerMonth = "alarmChangesPerMonth";
}
