namespace Infra.Schedules;

/// <summary><c>cron(minutes hours day-of-month month day-of-week year)</c>.</summary>
internal sealed class CronSchedule : ScheduleExpression
{
    private const string Unspecified = "?";
    private readonly int[] _minutes;
    private readonly int[] _hours;
    private readonly IReadOnlySet<int> _months;
    private readonly IReadOnlySet<int> _years;
    private readonly Func<DateOnly, bool> _isDay;

    private CronSchedule(string[] fields)
    {
        _minutes = [.. CronField.Minutes.Parse(fields[0]).Order()];
        _hours = [.. CronField.Hours.Parse(fields[1]).Order()];
        _months = CronField.Month.Parse(fields[3]);
        _years = CronField.Year.Parse(fields[5]);
        _isDay = (fields[2], fields[4]) switch
        {
            (Unspecified, Unspecified) => throw new ScheduleException(
                "The fields day-of-month and day-of-week are both \"?\": one of them must say which days."),
            (Unspecified, var ofWeek) => CronDays.OfWeek(ofWeek),
            (var ofMonth, Unspecified) => CronDays.OfMonth(ofMonth),
            _ => throw new ScheduleException(
                "The fields day-of-month and day-of-week cannot both say which days: write \"?\" in one of them."),
        };
    }

    public static CronSchedule Parse(string text, string inner)
    {
        var fields = inner.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
        {
            throw new ScheduleException(
                $"\"{text}\" has {fields.Length} fields instead of six: "
                + "minutes hours day-of-month month day-of-week year.");
        }

        try
        {
            return new CronSchedule(fields);
        }
        catch (ScheduleException exception)
        {
            throw new ScheduleException($"\"{text}\": {exception.Message}");
        }
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset after)
    {
        var utc = after.UtcDateTime;
        var earliest = new TimeOnly(utc.Hour, utc.Minute);
        var first = DateOnly.FromDateTime(utc);
        for (var day = first; day.Year <= CronField.Year.Greatest; day = day.AddDays(1))
        {
            if (!Fires(day))
            {
                continue;
            }

            foreach (var time in Times())
            {
                // Cron fires on whole minutes, so the minute that contains the moment is over.
                if (day > first || time > earliest)
                {
                    return new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero);
                }
            }
        }

        return null;
    }

    public override TimeSpan? MaxGap()
    {
        // Every firing day has the same times; only the distance to the next such day differs.
        var times = Times().Select(time => time.ToTimeSpan()).ToList();
        var days = AllDays().Where(Fires).ToList();
        var overnight = TimeSpan.FromDays(1) - times[^1] + times[0];
        var gaps = Pairs(days)
            .Select(pair => TimeSpan.FromDays(pair.Next.DayNumber - pair.One.DayNumber - 1) + overnight)
            .ToList();

        if (days.Count > 0)
        {
            gaps.AddRange(Pairs(times).Select(pair => pair.Next - pair.One));
        }

        return gaps.Count > 0 ? gaps.Max() : null;

        static IEnumerable<(T One, T Next)> Pairs<T>(List<T> values) => values.Zip(values.Skip(1));
    }

    public override ImmutableArray<int> Weekdays() =>
    [
        .. Enumerable.Range(1, 7).Except(AllDays().Where(day => !Fires(day)).Select(day => day.DayOfWeek switch
        {
            DayOfWeek.Sunday => 7,
            var weekday => (int)weekday,
        })),
    ];

    private static IEnumerable<DateOnly> AllDays()
    {
        var last = new DateOnly(CronField.Year.Greatest, 12, 31);
        for (var day = new DateOnly(CronField.Year.Least, 1, 1); day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private bool Fires(DateOnly day) => _years.Contains(day.Year) && _months.Contains(day.Month) && _isDay(day);

    private IEnumerable<TimeOnly> Times() =>
        _hours.SelectMany(hour => _minutes.Select(minute => new TimeOnly(hour, minute)));
}
