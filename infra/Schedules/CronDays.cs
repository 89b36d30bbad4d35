namespace Infra.Schedules;

/// <summary>The days that the day-of-month or the day-of-week field of a cron expression stands for.</summary>
internal static class CronDays
{
    private const int DaysInWeek = 7;

    /// <summary><c>1,15</c>, <c>L</c> (the month's last day), <c>15W</c> (the weekday next to it).</summary>
    /// <exception cref="ScheduleException">The text is not such a field.</exception>
    public static Func<DateOnly, bool> OfMonth(string text)
    {
        var field = CronField.DayOfMonth;
        if (text == "L")
        {
            return day => day.Day == DaysInMonth(day);
        }

        if (text.EndsWith('W') && text.Length > 1)
        {
            var wanted = field.Value(text[..^1]);
            return day => wanted <= DaysInMonth(day)
                && day == NearestWeekday(new DateOnly(day.Year, day.Month, wanted));
        }

        var days = field.Parse(text);
        return day => days.Contains(day.Day);
    }

    /// <summary><c>MON-FRI</c>, <c>L</c> (Saturday, the week's last day), <c>6L</c> (the month's last Friday),
    /// <c>3#2</c> (its second Tuesday).</summary>
    /// <exception cref="ScheduleException">The text is not such a field.</exception>
    public static Func<DateOnly, bool> OfWeek(string text)
    {
        var field = CronField.DayOfWeek;
        if (text == "L")
        {
            return day => day.DayOfWeek == DayOfWeek.Saturday;
        }

        if (text.EndsWith('L'))
        {
            var last = field.Value(text[..^1]);
            return day => Number(day) == last && day.Day > DaysInMonth(day) - DaysInWeek;
        }

        if (text.Split('#') is [var name, var place])
        {
            var (wanted, nth) = (field.Value(name), Nth(text, place));
            return day => Number(day) == wanted && (day.Day - 1) / DaysInWeek == nth - 1;
        }

        var days = field.Parse(text);
        return day => days.Contains(Number(day));
    }

    private static int Nth(string text, string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var nth) && nth is >= 1 and <= 5
            ? nth
            : throw new ScheduleException($"The field day-of-week: \"{text}\" must end with #1 to #5.");

    private static int Number(DateOnly day) => (int)day.DayOfWeek + 1;

    private static int DaysInMonth(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    // The result is never in another month.
    private static DateOnly NearestWeekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(day.Day == 1 ? 2 : -1),
        DayOfWeek.Sunday => day.AddDays(day.Day == DaysInMonth(day) ? -2 : 1),
        _ => day,
    };
}
