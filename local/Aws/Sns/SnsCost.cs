using Local.Aws.Billing;
using Local.Aws.Declaration;

namespace Local.Aws.Sns;

/// <summary>The cost of SNS: the messages that alarms publish, and the mails to the topic's subscribers.</summary>
internal static class SnsCost
{
    public const string Requests = "sns.requests";
    public const string Mails = "sns.mails";

    /// <summary>
    /// The lines of a month, with runs or without. The messages of a run do not count: the alarms of a new stack all go
    /// to OK on its first day, and say so, once.
    /// </summary>
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
