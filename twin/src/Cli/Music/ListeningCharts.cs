using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>The figures of when was listened, and how long.</summary>
internal static class ListeningCharts
{
    private const int MonthsShown = 12;
    private const int YearsShown = 20;
    private const int BarsShown = 8;

    private static readonly ImmutableArray<string> Weekdays =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static MusicSection Days { get; } =
        new("listening_days", "A calendar of days", ["day", "plays", "minutes"], DaysOf);

    public static MusicSection Hours { get; } =
        new("listening_hours", "The hours of the week", ["weekday", "hour", "plays", "minutes"], HoursOf);

    public static MusicSection Streaks { get; } = new(
        "listening_streaks",
        "Streaks",
        ["what", "place", "began_at", "ended_at", "days", "plays", "minutes"],
        query => StreaksOf(query, "days").Concat(StreaksOf(query, "session")));

    private static IEnumerable<Figure> DaysOf(MusicQuery query)
    {
        var days = query.Values.Where(row => row.Day("day") is not null && row.Number("minutes") is >= 0)
            .GroupBy(row => row.Day("day")!.Value)
            .ToDictionary(day => day.Key, day => day.Sum(row => row.Number("minutes")!.Value));
        if (days.Count == 0)
        {
            return [];
        }

        var byMonth = days.GroupBy(day => FirstOf(day.Key))
            .ToDictionary(month => month.Key, month => month.Sum(day => day.Value) / 60);
        var (first, last) = (byMonth.Keys.Min(), byMonth.Keys.Max());
        var count = ((last.Year - first.Year) * 12) + last.Month - first.Month + 1;
        return count <= MonthsShown
            ? [CalendarOf(query, days, last, count)]
            : [CalendarOf(query, days, last, MonthsShown), YearsOf(byMonth)];
    }

    private static Figure CalendarOf(
        MusicQuery query, Dictionary<DateOnly, double> days, DateOnly last, int count)
    {
        var months = Enumerable.Range(0, count).Select(month => last.AddMonths(month + 1 - count)).ToImmutableArray();
        var shown = days.Where(day => day.Key >= months[0]).ToList();
        var (most, end) = (shown.MaxBy(day => day.Value), shown.Max(day => day.Key));
        return new Figure(
            "listening-days-calendar",
            count == 1 ? MonthText(last) : $"{MonthText(months[0])} to {MonthText(last)}",
            $"{PlaylistFigures.Count(shown.Count, "day")} with plays, {HoursText(shown.Sum(day => day.Value))} in all; "
                + $"the most on {DayText(most.Key)}: {HoursText(most.Value)}. The stronger the colour, the longer.",
            new MatrixChart(
                [.. months.Select(MonthText)],
                (month, day) => DayOf(month, day) is { } date
                    ? ShadeOf(DayText(date), days.GetValueOrDefault(date), most.Value, Math.Sqrt)
                    : null)
            {
                Columns = [.. Enumerable.Range(1, 31).Select(day => day.ToString(CultureInfo.InvariantCulture))],
                IsDense = true,
            },
            PlaylistFigures.TableOf(
                "Days", [.. query.Values.OrderByDescending(row => row.Day("day"))], "day", "plays", "minutes"));

        // After the last play nothing is known.
        DateOnly? DayOf(int month, int day) => months[month].AddDays(day) is var date
            && date <= end && date.Month == months[month].Month ? date : null;
    }

    private static Figure YearsOf(Dictionary<DateOnly, double> hours)
    {
        var years = hours.Keys.Select(month => month.Year).Distinct().OrderDescending().Take(YearsShown)
            .ToImmutableArray();
        var most = Math.Max(1, hours.Values.Max());
        return new Figure(
            "listening-days-years",
            "Hours of each month",
            string.Create(CultureInfo.InvariantCulture, $"{years[^1]} to {years[0]}, in hours"),
            new MatrixChart(
                [.. years.Select(Text)],
                (year, month) => hours.TryGetValue(new DateOnly(years[year], month + 1, 1), out var sum)
                    ? new MatrixCell(
                        sum / most, HoursText(sum * 60), Math.Round(sum).ToString(CultureInfo.InvariantCulture))
                    : null)
            {
                Columns =
                [
                    .. Enumerable.Range(1, 12).Select(month =>
                        new DateOnly(1, month, 1).ToString("MMM", CultureInfo.InvariantCulture)),
                ],
            },
            new DataTable(
                "Hours of each month",
                ["year", "hours"],
                [
                    .. years.Select(year => ImmutableArray.Create<object?>(
                        Text(year),
                        Math.Round(hours.Where(month => month.Key.Year == year).Sum(month => month.Value)))),
                ]));

        static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Figure> HoursOf(MusicQuery query)
    {
        var rows = query.Values
            .Where(row => row.Whole("weekday") is >= 1 and <= 7 && row.Whole("hour") is >= 0 and <= 23)
            .ToList();
        var minutes = rows.GroupBy(row => (row.Whole("weekday")!.Value - 1, row.Whole("hour")!.Value))
            .ToDictionary(hour => hour.Key, hour => hour.Sum(row => row.Number("minutes") ?? 0));
        if (minutes.Count == 0)
        {
            return [];
        }

        var ((day, at), most) = minutes.MaxBy(hour => hour.Value);
        return
        [
            new Figure(
                "listening-hours-matrix",
                "Time by weekday and hour",
                $"The most: {Weekdays[day]}s at {Clock(at)}, {HoursText(most)} in all. The stronger the colour, the longer.",
                new MatrixChart(
                    [.. Weekdays.Select(weekday => weekday[..3])],
                    (weekday, hour) => ShadeOf(
                        $"{Weekdays[weekday]}, {Clock(hour)}", minutes.GetValueOrDefault((weekday, hour)), most,
                        share => share))
                {
                    Columns = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString(CultureInfo.InvariantCulture))],
                    IsDense = true,
                },
                PlaylistFigures.TableOf("Hours of the week", rows, "weekday", "hour", "plays", "minutes")),
        ];

        static string Clock(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour}:00");
    }

    private static IEnumerable<Figure> StreaksOf(MusicQuery query, string what)
    {
        var isDays = what == "days";
        var value = isDays ? "days" : "minutes";
        var rows = query.Values
            .Where(row => row.Text("what") == what && row.Day("began_at") is not null && row.Number(value) is > 0)
            .OrderByDescending(row => row.Number(value))
            .ToList();
        return rows.Count == 0
            ? []
            :
            [
                new Figure(
                    $"listening-streaks-{what}",
                    isDays ? "The most days in succession" : "The longest sessions",
                    isDays ? "Days that each have a play" : "Plays with pauses of at most 30 minutes",
                    new BarChart(
                        [
                            .. rows.Take(BarsShown).Select(row => new Bar(
                                isDays ? SpanOf(row) : $"{SpanOf(row)}, {TimeOf(row.Text("began_at"))}",
                                PlaylistFigures.Count(row.Whole("plays") ?? 0, "play"),
                                row.Number(value)!.Value)),
                        ],
                        isDays ? days => PlaylistFigures.Count((int)days, "day") : HoursText),
                    PlaylistFigures.TableOf(
                        isDays ? "Days in succession" : "Sessions", rows, "place", "began_at", "ended_at", "days",
                        "plays", "minutes")),
            ];

        string SpanOf(MusicRow row) => DayText(row.Day("began_at")!.Value)
            + (isDays && row.Day("ended_at") is { } end && row.Day("began_at") != end ? $" to {DayText(end)}" : "");

        static string TimeOf(string time) => time.Length >= 16 ? time[11..16] : "";
    }

    // The root of a day's share, since a day of many hours leaves the others their differences; hours of the week are
    // sums, which are alike.
    private static MatrixCell ShadeOf(string when, double minutes, double most, Func<double, double> shade) =>
        new(shade(minutes / Math.Max(1, most)), $"{when}: {HoursText(minutes)}");

    public static string DayText(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    public static string MonthText(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static string HoursText(double minutes) => minutes < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:#,0.#} h");
}
