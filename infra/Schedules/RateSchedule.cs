namespace Infra.Schedules;

/// <summary><c>rate(value unit)</c>.</summary>
internal sealed class RateSchedule(TimeSpan period) : ScheduleExpression
{
    private static readonly Dictionary<string, TimeSpan> Units = new()
    {
        ["minute"] = TimeSpan.FromMinutes(1),
        ["hour"] = TimeSpan.FromHours(1),
        ["day"] = TimeSpan.FromDays(1),
    };

    public static RateSchedule Parse(string text, string inner)
    {
        if (inner.Split(' ') is not [var number, var unit]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value == 0)
        {
            throw new ScheduleException(
                $"\"{text}\": a rate is a positive whole number, one space and a unit, such as rate(1 day).");
        }

        var singular = unit.EndsWith('s') ? unit[..^1] : unit;
        if (!Units.TryGetValue(singular, out var length))
        {
            throw new ScheduleException(
                $"\"{text}\": the unit \"{unit}\" is none of minute, minutes, hour, hours, day and days.");
        }

        var right = value == 1 ? singular : singular + "s";
        return unit == right
            ? new RateSchedule(value * length)
            : throw new ScheduleException(
                $"\"{text}\": the unit is singular for 1 and plural otherwise: rate({value} {right}).");
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset after) => after + period;

    public override TimeSpan? MaxGap() => period;

    public override ImmutableArray<int> Weekdays() =>
        period <= TimeSpan.FromDays(1) ? [.. Enumerable.Range(1, 7)] : [];
}
