using Functions.Extract;
using Infra.Schedules;
using Twin.Aws.Athena;
using Twin.Aws.Billing;
using Twin.Aws.CloudWatch;
using Twin.Aws.Glue;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;

namespace Twin.Cli.Costs;

/// <summary>A scheduled run as AWS bills it: its duration is that of the extraction, which waits for Spotify.</summary>
internal static class ScheduledRun
{
    public static DailyRun Create(DeclaredStack stack, PriceList prices, ImmutableArray<Usage> usage)
    {
        var extraction = ExtractionOf(stack);
        var wait = usage.Sum(SpotifyUsage.Service) * prices.Assumed(CostAssumptions.SpotifyRequestSeconds);
        var run = new DailyRun(stack, prices, usage)
        {
            Waits = ImmutableDictionary<string, decimal>.Empty.Add(extraction.PhysicalName, wait),
            Crawls = stack.OfType(GlueResources.Crawler).Sum(CrawlsADay),
        };
        return run with { Seconds = LambdaCost.SecondsOf(extraction, run) };
    }

    private static decimal CrawlsADay(DeclaredResource crawler)
    {
        if (crawler.OptionalText("schedule") is not { } expression)
        {
            return 0;
        }

        // Whole weeks of about a year.
        const int Days = 52 * 7;
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var schedule = ScheduleExpression.Parse(expression);
        var crawls = 0;
        for (var time = schedule.NextAfter(begin); time < begin.AddDays(Days); time = schedule.NextAfter(time.Value))
        {
            crawls++;
        }

        return (decimal)crawls / Days;
    }

    public static DeclaredResource ExtractionOf(DeclaredStack stack) =>
        stack.OfType(LambdaResources.Function).First(function =>
            function.Has("environment.variables")
            && function.Map("environment.variables").ContainsKey(ExtractEnvironment.ApiBaseAddress));
}

internal static class CostAssumptions
{
    public const string EntriesPerPlaylist = "entriesPerPlaylist";
    public const string SpotifyRequestSeconds = "spotifyRequestSeconds";
}

/// <summary>The use of the average day of a run, as a month is billed for it.</summary>
internal static class AverageDay
{
    /// <param name="namedQueries">The named queries that ran. They run once, at the end, and read all days; the bill
    /// has them every day.</param>
    public static ImmutableArray<Usage> Compute(ImmutableArray<Usage> usage, int days, int namedQueries)
    {
        var queries = usage.Sum(AthenaUsage.Service, AthenaUsage.Query);
        var named = Math.Min(namedQueries, queries);
        return
        [
            .. usage.Select(counted => counted with
            {
                Quantity = (counted.Service, counted.Operation) switch
                {
                    (AthenaUsage.Service,
                        AthenaUsage.Query or AthenaUsage.TablesRead or AthenaUsage.PartitionsListed) =>
                        Share(counted.Quantity, (named * days) + (queries - named), Math.Max(1, queries * days)),
                    (CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric) => counted.Quantity,
                    (CloudWatchUsage.Metrics, CloudWatchUsage.FurtherMetricHour) =>
                        FurtherHours(usage, counted, days),
                    _ => Share(counted.Quantity, 1, days),
                },
            }),
        ];
    }

    // A metric has its first hour on each day; the run counts it once.
    private static long FurtherHours(ImmutableArray<Usage> usage, Usage further, int days)
    {
        var metrics = usage.Sum(further.Service, CloudWatchUsage.CustomMetric, further.Resource);
        return Math.Max(0, Share(metrics + further.Quantity, 1, days) - metrics);
    }

    // The division comes last: 7 * (1m / 7) is more than 1.
    private static long Share(long quantity, long part, long whole) =>
        (long)Math.Ceiling((decimal)quantity * part / whole);
}
