using Twin.Aws.Hosting;
using Twin.Cli.Charts;

namespace Twin.Cli.Reports;

internal static class TimelineSection
{
    // A week has fewer; all are in the file.
    private const int EntriesShown = 150;
    private const int DetailsShown = 40;

    public static void WriteChart(MarkupWriter page, ReportContent content)
    {
        page.Element("h3", "Timeline", ("id", "timeline")).Break();
        var entries = (content.Entries ?? [])
            .Where(entry => entry.Kind != TimelineEntryKind.Detail && entry.Source != TimelineSource.Pulumi)
            .ToImmutableArray();
        if (entries.IsEmpty)
        {
            page.Element("p", $"The folder has no {TimelineFile.FileName}, so there is no timeline to draw.");
            return;
        }

        var periods = RunPeriods.From(entries);
        ImmutableArray<string> sources = [.. entries.Select(entry => entry.Source).Distinct()];
        var marks = entries
            .GroupBy(entry => (Source: sources.IndexOf(entry.Source), Period: periods.IndexOf(entry.Time)))
            .Select(group => new EventMark(
                group.Key.Source,
                group.Key.Period,
                group.Count(),
                KindOf(group.Max(entry => entry.Kind)),
                DetailOf([.. group])))
            .ToImmutableArray();
        new Figure(
            "timeline-strip",
            $"Events by {periods.Unit}, on the stack’s clock",
            "A row for each source. A dot is work that was done, a triangle a warning, a cross a failure. The larger, "
            + "the more events.",
            new EventStrip(sources, periods.Labels, marks),
            new DataTable(
                "Events by source",
                ["source", "events", "warnings", "failures"],
                [
                    .. entries.GroupBy(entry => entry.Source).Select(source => RunPart.Row(
                        source.Key,
                        source.Count(),
                        source.Count(entry => entry.Kind == TimelineEntryKind.Warning),
                        source.Count(entry => entry.Kind == TimelineEntryKind.Failure))),
                ])).WriteTo(page);
    }

    /// <summary>Writes the entries: those that matter, and below a line the last details.</summary>
    public static void WriteEntries(MarkupWriter page, ReportContent content)
    {
        if (content.Entries is not { IsEmpty: false } all)
        {
            return;
        }

        page.Element("h3", "Entries of the timeline").Break();
        Write(page, "Steps, warnings and failures",
            [.. all.Where(entry => entry.Kind != TimelineEntryKind.Detail)], EntriesShown);
        Write(page, "Requests to Spotify, the functions’ logs and other details",
            [.. all.Where(entry => entry.Kind == TimelineEntryKind.Detail)], DetailsShown);
    }

    private static void Write(MarkupWriter page, string title, ImmutableArray<TimelineEntry> entries, int most)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        // Nobody looks for a good step among thousands: what needs attention is kept first, then the latest.
        var shown = entries.Length <= most
            ? entries
            : [.. entries.OrderByDescending(entry => entry.Kind >= TimelineEntryKind.Warning)
                .ThenByDescending(entry => entry.Time).Take(most).OrderBy(entry => entry.Elapsed)];
        page.Begin("details").Begin("summary")
            .Text(title)
            .Text(entries.Length == shown.Length
                ? Number(entries.Length)
                : $"{Number(shown.Length)} of {Number(entries.Length)[2..]}; all are in {TimelineFile.FileName}")
            .End().Break();
        new DataTable(
            title,
            ["after", "stack’s clock", "source", "entry"],
            [
                .. shown.Select(entry => RunPart.Row(
                    new Marked(
                        string.Create(CultureInfo.InvariantCulture, $"{entry.Elapsed.TotalSeconds:0.000} s"), "n"),
                    RunPart.Time(entry.Time),
                    entry.Source,
                    new Marked(entry.Text, ClassOf(entry.Kind)))),
            ]).WriteTo(page);
        page.End().Break();
    }

    private static string Number(int count) => string.Create(CultureInfo.InvariantCulture, $": {count:N0}");

    private static string ClassOf(TimelineEntryKind kind) => kind switch
    {
        TimelineEntryKind.Failure => "failure",
        TimelineEntryKind.Warning => "warning",
        _ => "line",
    };

    private static EventKind KindOf(TimelineEntryKind kind) => kind switch
    {
        TimelineEntryKind.Failure => EventKind.Bad,
        TimelineEntryKind.Warning => EventKind.Warning,
        _ => EventKind.Good,
    };

    private static string DetailOf(ImmutableArray<TimelineEntry> entries)
    {
        var worst = entries.MaxBy(entry => entry.Kind)!;
        var text = worst.Text.Length > 120 ? worst.Text[..120] + "…" : worst.Text;
        return entries.Length == 1
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{entries.Length} events, such as: {text}");
    }
}

/// <summary>The equal periods that a run's timeline is drawn in: hours, days or weeks, as many as can be told
/// apart.</summary>
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

    public DateOnly DayOf(DateTimeOffset time) =>
        DateOnly.FromDateTime((_begin + (IndexOf(time) * _length)).UtcDateTime);

    public int IndexOf(DateTimeOffset time) =>
        Math.Clamp((int)((time - _begin) / _length), 0, Labels.Length - 1);
}
