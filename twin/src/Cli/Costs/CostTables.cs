using Twin.Aws.Athena;
using Twin.Aws.Billing;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Kms;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;
using Twin.Aws.S3;

namespace Twin.Cli.Costs;

internal static class CostTables
{
    public static ImmutableArray<TextTable> Create(CostReport report, PriceList prices) =>
        [Month(report, prices), Run(report), Growth(report, prices)];

    public static TextTable Month(CostReport report, PriceList prices)
    {
        ImmutableArray<Bill> bills =
            [report.Model.Idle, .. report.Runs.Values.Select(run => report.Model.Month(run, 1))];
        ImmutableArray<(decimal WithoutCrawls, decimal Crawls)> above =
            [(report.Model.Idle.TotalAboveAllowances, 0), .. report.Runs.Values.Select(report.Model.AboveAllowances)];
        var services = prices.Prices.Select(price => price.Service).Distinct();
        return new TextTable(
            [$"{prices.Currency} a month", "idle", .. Playlists(report)],
            [
                .. services.Select(service => Row(service, bills.Select(bill => Money(bill.GetCost(service))))),
                Row("**all of it**", bills.Select(bill => $"**{Money(bill.Total)}**")),
                Row("above the free allowances, without crawls", above.Select(part => Money(part.WithoutCrawls))),
                Row("what crawls add to that", above.Select(part => Money(part.Crawls))),
            ]);
    }

    public static TextTable Run(CostReport report)
    {
        long Sum(DailyRun run, string service, string operation) => run.Usage.Sum(service, operation);
        (string Name, Func<DailyRun, string> Value)[] rows =
        [
            ("requests to Spotify", run => Number(run.Usage.Sum(SpotifyUsage.Service))),
            ("seconds of the extraction", run => Number(run.Seconds, 1)),
            ("seconds that it may take", run => Number(ScheduledRun.ExtractionOf(run.Stack).Number("timeout") ?? 3)),
            ("invocations", run => Number(Sum(run, LambdaUsage.Service, LambdaUsage.Invocation))),
            ("GB-seconds", run => Number(LambdaCost.GigabyteSecondsOf(run), 1)),
            ("PUT requests of the functions", run => Number(S3Cost.RequestsOfFunctions(S3Cost.Put, run))),
            ("GET requests of the functions", run => Number(S3Cost.RequestsOfFunctions(S3Cost.Get, run))),
            ("MB stored", run => Number(Sum(run, S3Usage.Service, S3Usage.BytesStored) / DataSize.Megabyte, 1)),
            ("events to EventBridge", run => Number(Sum(run, EventBridgeUsage.Service, EventBridgeUsage.OptInEvent))),
            ("crawls, on average", run => Number(run.Crawls, 2)),
            ("lines of logs", run => Number(Sum(run, CloudWatchUsage.Logs, CloudWatchUsage.LogLine))),
            ("custom metrics", run => Number(Sum(run, CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric))),
            ("requests to KMS", run => Number(run.Usage.Sum(KmsUsage.Service))),
            ("named queries", run => Number(Sum(run, AthenaUsage.Service, AthenaUsage.Query))),
            ("MB that Athena reads, on the first day", run =>
                Number((decimal)AthenaUsage.OnDay(run.Usage, AthenaUsage.BytesScanned, 1) / DataSize.Megabyte, 1)),
        ];
        return Table("a run", report, rows);
    }

    /// <summary>The sizes from which moves to other storage classes pay within a year.</summary>
    public static TextTable Moves(PriceList prices)
    {
        var year = new FirstYear(prices);
        var (first, second) = (new LifecycleTransition(30, "STANDARD_IA"), new LifecycleTransition(120, "GLACIER_IR"));
        return new TextTable(
            ["move", "pays from"],
            [Row(first, year.PaysFrom(first)), Row(second, year.PaysFrom(first, second))]);

        static ImmutableArray<string> Row(LifecycleTransition move, int? kilobytes) =>
        [
            $"to `{move.StorageClass}` after {move.Days} days",
            kilobytes is { } size ? $"{Number(size)} KB" : "no size",
        ];
    }

    public static TextTable Growth(CostReport report, PriceList prices)
    {
        (string, Func<DailyRun, string>)[] rows =
        [
            .. new[] { 1, CostReport.LaterMonth }.Select(month => (
                $"GB stored after month {month}",
                (Func<DailyRun, string>)(run =>
                    Number(S3Cost.BytesStored(run, month * prices.DaysPerMonth) / DataSize.Gigabyte, 2)))),
            ($"{prices.Currency} in month {CostReport.LaterMonth}", run =>
                Money(report.Model.Month(run, CostReport.LaterMonth).Total)),
            ($"of these for Athena, and S3's requests", run =>
            {
                var bill = report.Model.Month(run, CostReport.LaterMonth);
                return Money(
                    bill.GetCost(prices.Price(AthenaCost.Scanned).Service)
                    + bill.GetCost(prices.Price(S3Cost.Get).Service));
            }),
            ("the day on which a named query reads more than `bytesScannedCutoff`", run =>
                AthenaCost.FirstDayAboveCutoff(run) is { } day ? Number(day) : "never"),
        ];
        return Table("what grows", report, rows);
    }

    private static TextTable Table(
        string name, CostReport report, IEnumerable<(string Name, Func<DailyRun, string> Value)> rows) => new(
        [name, .. Playlists(report)],
        [.. rows.Select(row => Row(row.Name, report.Runs.Values.Select(row.Value)))]);

    private static ImmutableArray<string> Row(string name, IEnumerable<string> cells) => [name, .. cells];

    private static IEnumerable<string> Playlists(CostReport report) => report.Runs.Keys.Select(Playlists);

    public static string Playlists(int count) => count == 1 ? "1 playlist" : $"{Number(count)} playlists";

    public static string Money(decimal usd) => usd switch
    {
        0 => "0",
        < 0.005m => "< 0.01",
        _ => Number(usd, 2),
    };

    public static string Number(decimal value, int decimals = 0) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString($"N{decimals}", CultureInfo.InvariantCulture);
}

internal sealed record TextTable(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>The columns with words, which are left-aligned; the others have numbers.</summary>
    public ImmutableArray<int> Words { get; init; } = [0];

    public string ToMarkdown()
    {
        var widths = Header
            .Select((name, column) => Rows.Select(row => row[column].Length).Append(name.Length).Max())
            .ToImmutableArray();
        var text = new StringBuilder();
        Append(text, Header, widths);
        Append(text, [.. widths.Select(Rule)], widths);
        foreach (var row in Rows)
        {
            Append(text, row, widths);
        }

        return text.ToString();
    }

    private string Rule(int width, int column) =>
        Words.Contains(column) ? new string('-', width) : new string('-', width - 1) + ":";

    private void Append(StringBuilder text, ImmutableArray<string> cells, ImmutableArray<int> widths)
    {
        text.Append('|');
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = Words.Contains(column)
                ? cells[column].PadRight(widths[column])
                : cells[column].PadLeft(widths[column]);
            text.Append(' ').Append(cell).Append(" |");
        }

        text.Append('\n');
    }
}
