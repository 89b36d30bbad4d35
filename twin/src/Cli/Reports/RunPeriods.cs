using System.Collections.Immutable;
using System.Globalization;
using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

/// <summary>The equal periods that a run's timeline is drawn in: hours, days or weeks, as many as can be told apart.</summary>
internal sealed class RunPeriods
{
    private const int MaxCount = 62;
    private const int DaysByHour = 2;

    private readonly DateTimeOffset _begin;
    private readonly TimeSpan _length;

    private RunPeriods(DateTimeOffset begin, TimeSpan length, int count, string format)
    {
        (_begin, _length) = (begin, length);
        Labels =
        [
            .. Enumerable.Range(0, count).Select(index =>
                (begin + (index * length)).ToString(format, CultureInfo.InvariantCulture)),
        ];
    }

    public ImmutableArray<string> Labels { get; }
    public required string Unit { get; init; }

    public static RunPeriods From(ImmutableArray<TimelineEntry> entries)
    {
        var (first, last) = (entries.Min(entry => entry.Time), entries.Max(entry => entry.Time));
        var day = new DateTimeOffset(first.UtcDateTime.Date, TimeSpan.Zero);
        var days = (int)Math.Floor((last - day).TotalDays) + 1;
        return days switch
        {
            <= DaysByHour => new RunPeriods(day, TimeSpan.FromHours(1), days * 24, "HH:mm") { Unit = "hour" },
            <= MaxCount => new RunPeriods(day, TimeSpan.FromDays(1), days, "MMM d") { Unit = "day" },
            _ => new RunPeriods(day, TimeSpan.FromDays(7), ((days - 1) / 7) + 1, "MMM d") { Unit = "week" },
        };
    }

    /// <summary>The days of a period, for values that are counted by day or week.</summary>
    public int Days => Math.Max(1, (int)_length.TotalDays);

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime((_begin + (IndexOf(time) * _length)).UtcDateTime);

    public int IndexOf(DateTimeOffset time) =>
        Math.Clamp((int)((time - _begin) / _length), 0, Labels.Length - 1);
}
