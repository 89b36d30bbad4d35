namespace Infra.Schedules;

/// <summary>One field of a cron expression: its name in messages, its range, and the names of its values.</summary>
/// <param name="Name">For example <c>month</c>.</param>
/// <param name="Names">The names of its values, the least first; empty where values have none.</param>
internal sealed record CronField(string Name, int Least, int Greatest, params string[] Names)
{
    public static CronField Minutes { get; } = new("minutes", 0, 59);

    public static CronField Hours { get; } = new("hours", 0, 23);

    public static CronField DayOfMonth { get; } = new("day-of-month", 1, 31);

    public static CronField Month { get; } = new(
        "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    public static CronField DayOfWeek { get; } = new(
        "day-of-week", 1, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    public static CronField Year { get; } = new("year", 1970, 2199);

    /// <summary>The values of a field's text: a list of values, ranges and steps.</summary>
    /// <exception cref="ScheduleException">The text is not such a list.</exception>
    public IReadOnlySet<int> Parse(string text) => text.Split(',').SelectMany(Items).ToHashSet();

    /// <summary>A single value, by number or name.</summary>
    /// <exception cref="ScheduleException">The text is not a value, or it is out of range.</exception>
    public int Value(string text)
    {
        var named = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
        {
            return Least + named;
        }

        var value = Number(text);
        return value >= Least && value <= Greatest
            ? value
            : throw new ScheduleException($"The field {Name}: {value} is not between {Least} and {Greatest}.");
    }

    private IEnumerable<int> Items(string item)
    {
        var (range, step) = item.Split('/') switch
        {
            [var whole] => (whole, 1),
            [var start, var by] => (start, Number(by)),
            _ => throw new ScheduleException($"The field {Name}: \"{item}\" has more than one step."),
        };
        if (step == 0)
        {
            throw new ScheduleException($"The field {Name}: the step in \"{item}\" is 0.");
        }

        var (from, to) = range.Split('-') switch
        {
            ["*"] => (Least, Greatest),
            // With a step, a single value is the first of the series.
            [var only] => (Value(only), item == range ? Value(only) : Greatest),
            [var first, var last] => (Value(first), Value(last)),
            _ => throw new ScheduleException($"The field {Name}: \"{range}\" is not a range."),
        };
        if (from > to)
        {
            throw new ScheduleException(
                $"The field {Name}: the range \"{range}\" runs backwards ({from} to {to}); write two.");
        }

        for (var value = from; value <= to; value += step)
        {
            yield return value;
        }
    }

    private int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ScheduleException($"The field {Name}: \"{text}\" is not known.");
}
