namespace Infra.Schedules;

/// <summary>The schedule of an EventBridge rule: <c>rate(1 day)</c> or <c>cron(0 6 * * ? *)</c>, in UTC ("Using cron
/// and rate expressions" in the EventBridge user guide).</summary>
public abstract class ScheduleExpression
{
    private const string Rate = "rate(";
    private const string Cron = "cron(";

    /// <summary>Reads an expression.</summary>
    /// <exception cref="ScheduleException">The text is not a schedule expression; the message names the
    /// mistake.</exception>
    public static ScheduleExpression Parse(string text)
    {
        if (text.EndsWith(')') && text.StartsWith(Rate, StringComparison.Ordinal))
        {
            return RateSchedule.Parse(text, text[Rate.Length..^1]);
        }

        if (text.EndsWith(')') && text.StartsWith(Cron, StringComparison.Ordinal))
        {
            return CronSchedule.Parse(text, text[Cron.Length..^1]);
        }

        throw new ScheduleException(
            $"\"{text}\" is not a schedule expression of a rule: write rate(value unit) or "
            + "cron(minutes hours day-of-month month day-of-week year).");
    }

    /// <summary>The first firing after a moment; null where there is none. A rate counts from that moment, as
    /// EventBridge counts from the rule's creation.</summary>
    public abstract DateTimeOffset? NextAfter(DateTimeOffset after);

    /// <summary>The longest time between two firings, over all years that the expression allows; null where it fires
    /// fewer than two times. For <c>MON-FRI</c> it is the weekend's three days, not one.</summary>
    public abstract TimeSpan? MaxGap();

    /// <summary>The days of the week, from Monday, 1, on which it fires in every week, of all years. It may fire on
    /// others too.</summary>
    public abstract ImmutableArray<int> Weekdays();
}

/// <summary>A schedule expression that EventBridge would refuse.</summary>
public sealed class ScheduleException(string message) : Exception(message);
