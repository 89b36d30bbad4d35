using Twin.Aws.Billing;
using Twin.Aws.Metering;
using Twin.Declaration;

namespace Twin.Aws.CloudWatch;

/// <summary>The cost of CloudWatch: alarms, dashboards, logs, and the metrics that functions write.</summary>
internal static class CloudWatchCost
{
    public const string Alarms = "cloudwatch.alarm";
    public const string Dashboards = "cloudwatch.dashboard";
    public const string CustomMetrics = "cloudwatch.metric";
    public const string LogsIngested = "logs.ingested";
    public const string LogsStored = "logs.stored";

    /// <summary>Traces in X-Ray, of whatever service.</summary>
    public const string Traces = "xray.traces";

    private const decimal SecondsOfAnHour = 3600;
    private const int HoursOfADay = 24;

    /// <summary>The lines of a month's bill without runs.</summary>
    public static IEnumerable<BillLine> OfIdle(DeclaredStack stack, PriceList prices) =>
    [
        prices.Line(Alarms, stack.OfType(CloudWatchResources.MetricAlarm).Sum(MetricsOf)),
        prices.Line(Dashboards, stack.OfType(CloudWatchResources.Dashboard).Count()),
    ];

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
    [
        .. month.Stack.OfType(CloudWatchResources.LogGroup).SelectMany(group => OfLogs(group, month)),
        month.Line(CustomMetrics, MetricMonths(month.Run)),
    ];

    // An alarm on an expression is billed once for each of the expression's metrics.
    private static int MetricsOf(DeclaredResource alarm) =>
        Math.Max(1, alarm.Parts("metricQueries").Count(query => query.Has("metric")));

    private static IEnumerable<BillLine> OfLogs(DeclaredResource group, BilledMonth month)
    {
        var gigabytes = month.Usage.Sum(CloudWatchUsage.Logs, CloudWatchUsage.LogLine, group.PhysicalName)
            * month.Assumed(CloudWatchAssumptions.LogLineBytes) / DataSize.Gigabyte;
        var compression = month.Assumed(CloudWatchAssumptions.LogCompression);
        var kept = group.Number("retentionInDays") ?? int.MaxValue;
        return
        [
            month.Daily(LogsIngested, gigabytes),
            month.Line(LogsStored, month.Days.Average(day => Math.Min(day, kept) * gigabytes * compression)),
        ];
    }

    // A metric is billed for the hours in which it is sent.
    private static decimal MetricMonths(DailyRun run)
    {
        var hours = Math.Ceiling(run.Seconds / SecondsOfAnHour);
        var metricHours = (run.Usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric) * hours)
            + run.Usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.FurtherMetricHour);
        return metricHours / HoursOfADay;
    }
}
