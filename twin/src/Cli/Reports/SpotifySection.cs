using System.Text.RegularExpressions;
using Functions.Metrics;
using Twin.Aws.Hosting;
using Twin.Cli.Charts;

namespace Twin.Cli.Reports;

internal static partial class SpotifySection
{
    private static readonly ImmutableArray<(StackedPart Part, Func<int, bool> Has)> Answers =
    [
        (new StackedPart("answered", "s2", PartFill.Tint), status => status is >= 200 and < 400),
        (new StackedPart("wait (429)", "s1", PartFill.Hollow), status => status == 429),
        (new StackedPart("refused (4xx)", "s3", PartFill.Dashed), status => status is >= 400 and < 500 and not 429),
        (new StackedPart("failed, cut off", "s7"), status => status is 0 or >= 500),
    ];

    public static void Write(MarkupWriter page, ReportContent content)
    {
        var spotify = content.Run.Spotify;
        page.Element("h3", "Requests to Spotify", ("id", "spotify")).Break();
        var retries = content.Run.Metrics.Where(each => each.Name == LakeMetrics.ApiRetries).Sum(each => each.Sum);
        page.Element("p", string.Create(
            CultureInfo.InvariantCulture,
            $"The extraction repeated {retries:N0} requests because Spotify asked for it or did not answer.{(spotify.Requests.IsEmpty
                ? " Spotify itself was read, and counts no requests here."
                : "")}"));
        Chart(page, content);
        if (!spotify.Requests.IsEmpty)
        {
            new DataTable(
                "Requests to Spotify",
                ["for", "status", "requests"],
                [
                    .. spotify.Requests.Select(requests => RunPart.Row(
                        requests.Kind,
                        requests.Status == 0 ? "cut off" : (object)requests.Status,
                        requests.Count)),
                ]).WriteTo(page);
        }

        RunPart.Section(page, "What went wrong at Spotify", ["fault", "times"], spotify.Faults.Select(fault =>
            RunPart.Row(fault.Key, fault.Value)));
    }

    private static void Chart(MarkupWriter page, ReportContent content)
    {
        if (content.Entries is not { IsEmpty: false } entries)
        {
            return;
        }

        var periods = RunPeriods.From(entries);
        var requests =
            from entry in entries
            where entry.Source == TimelineSource.Spotify && entry.Kind == TimelineEntryKind.Detail
            let status = Status().Match(entry.Text)
            where status.Success
            group int.Parse(status.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                by periods.DayOf(entry.Time);
        ImmutableArray<StackedColumn> columns =
        [
            .. requests.OrderBy(period => period.Key).Select(period => new StackedColumn(
                period.Key, [.. Answers.Select(answer => (double)period.Count(answer.Has))])),
        ];
        if (columns.IsEmpty)
        {
            return;
        }

        var unit = periods.Days == 1 ? "day" : periods.Unit;
        new Figure(
            "spotify-requests",
            $"Requests by {unit}",
            "By what became of them, on the stack’s clock.",
            new StackedChart(
                [.. Answers.Select(answer => answer.Part)], columns, MarkupWriter.Number)
            {
                IsCount = true,
                DaysOfColumn = periods.Days,
            },
            new DataTable(
                $"Requests by {unit}",
                [unit, .. Answers.Select(answer => answer.Part.Name)],
                [
                    .. columns.Select(column => RunPart.Row(
                        [DayScale.Label(column.Day), .. column.Values.Select(value => (object)(int)value)])),
                ])).WriteTo(page);
    }

    // As the sandbox's requests are in the timeline.
    [GeneratedRegex(@" → (\d+)(?: \(fault: .*\))?$")]
    private static partial Regex Status();
}
