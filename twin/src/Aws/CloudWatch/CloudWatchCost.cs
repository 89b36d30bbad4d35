namespace Twin.Aws.CloudWatch;

/// <summary>The cost of CloudWatch: alarms, dashboards, logs, and the metrics that functions write.</summary>
internal static class CloudWatchCost
{
    public const string Alarms = "cloudwatch.alarm";
    public const string Dashboards = "cloudwatch.dashboard";
    public const string LargeDashboards = "cloudwatch.dashboardOfManyMetrics";
    public const string CustomMetrics = "cloudwatch.metric";
    public const string LogsIngested = "logs.ingested";
    public const string LogsStored = "logs.stored";
    public const string Traces = "xray.traces";
    private const decimal SecondsOfAnHour = 3600;
    private const int HoursOfADay = 24;
    private const int MetricsOfAFreeDashboard = 50;

    public static IEnumerable<BillLine> OfIdle(DeclaredStack stack, PriceList prices)
    {
        var dashboards = stack.OfType(CloudWatchResources.Dashboard).ToLookup(IsLarge);
        return
        [
            prices.Line(Alarms, stack.OfType(CloudWatchResources.MetricAlarm).Sum(MetricsOf)),
            prices.Line(Dashboards, dashboards[false].Count()),
            prices.Line(LargeDashboards, dashboards[true].Count()),
        ];
    }

    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
    [
        .. month.Stack.OfType(CloudWatchResources.LogGroup).SelectMany(group => OfLogs(group, month)),
        month.Line(CustomMetrics, MetricMonths(month.Run)),
    ];

    // An alarm on an expression is billed once for each of the expression's metrics.
    private static int MetricsOf(DeclaredResource alarm) =>
        Math.Max(1, alarm.Parts("metricQueries").Count(query => query.Has("metric")));

    // A search may find any number of metrics.
    private static bool IsLarge(DeclaredResource declared)
    {
        var dashboard = Dashboard.Parse(declared.Text("dashboardBody"));
        return dashboard.Metrics.Length > MetricsOfAFreeDashboard || !dashboard.Searches.IsEmpty;
    }

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

/// <summary>The billable use of CloudWatch: of its logs and of its metrics.</summary>
public static class CloudWatchUsage
{
    public const string Logs = "CloudWatch Logs";
    public const string Metrics = "CloudWatch metrics";

    /// <summary>The lines of a log; the resource is the log group.</summary>
    public const string LogLine = "log line";

    /// <summary>The bytes of these lines as CloudWatch counts them: UTF-8, plus 26 for each line.</summary>
    public const string LogBytes = "log bytes";

    /// <summary>Metrics that no AWS service writes: each set of namespace, name and dimensions is one.</summary>
    public const string CustomMetric = "custom metric";

    /// <summary>For each of these metrics, every further hour of the run's clock in which it is sent.</summary>
    public const string FurtherMetricHour = "further metric hour";

    // "26 bytes for each log event" are added to the size of a batch
    // (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html)
    private const int BytesOfALine = 26;

    public static void CountLine(string logGroup, string line, Meter meter)
    {
        meter.Count(Logs, LogLine, logGroup);
        meter.Count(Logs, LogBytes, logGroup, quantity: Encoding.UTF8.GetByteCount(line) + BytesOfALine);
    }

    /// <summary>Counts the metrics that no AWS service writes; the resource is their namespace.</summary>
    public static void Count(MetricStore metrics, Meter meter)
    {
        foreach (var metric in metrics.Metrics.Where(metric => !PublishedMetrics.AreOf(metric)))
        {
            meter.Count(Metrics, CustomMetric, metric.Namespace);
            meter.Count(Metrics, FurtherMetricHour, metric.Namespace, quantity: metrics.HoursOf(metric) - 1);
        }
    }
}

internal static class CloudWatchAssumptions
{
    public const string LogLineBytes = "logLineBytes";
    public const string LogCompression = "logCompression";
}

internal static class UndocumentedCloudWatch
{
    public static readonly Assumption MetricLines = new(
        "metric-lines", "CloudWatch takes no metrics of the lines that a function writes past its logger");

    public static ImmutableArray<Assumption> All { get; } = [MetricLines];
}
