using System.Text;
using Local.Aws.Metering;

namespace Local.Aws.CloudWatch;

/// <summary>The billable use of CloudWatch: of its logs, and of its metrics.</summary>
public static class CloudWatchUsage
{
    public const string Logs = "CloudWatch Logs";
    public const string Metrics = "CloudWatch metrics";

    /// <summary>Lines of a log; the resource is the log group.</summary>
    public const string LogLine = "log line";

    /// <summary>Bytes of these lines, as CloudWatch counts them: UTF-8, and 26 more for each.</summary>
    public const string LogBytes = "log bytes";

    /// <summary>Metrics that no AWS service made: each namespace, name and set of dimensions is one.</summary>
    public const string CustomMetric = "custom metric";

    /// <summary>Of these metrics, each further hour of the run's clock in which they are sent.</summary>
    public const string FurtherMetricHour = "further metric hour";

    // "26 bytes for each log event" are added to the size of a batch
    // (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html)
    private const int BytesOfALine = 26;

    /// <summary>Counts a line that a log group took.</summary>
    public static void CountLine(string logGroup, string line, Meter meter)
    {
        meter.Count(Logs, LogLine, logGroup);
        meter.Count(Logs, LogBytes, logGroup, quantity: Encoding.UTF8.GetByteCount(line) + BytesOfALine);
    }

    /// <summary>Counts the metrics that no service of AWS made; the resource is their namespace.</summary>
    public static void Count(MetricStore metrics, Meter meter)
    {
        foreach (var metric in metrics.Metrics.Where(metric => !PublishedMetrics.AreOf(metric)))
        {
            meter.Count(Metrics, CustomMetric, metric.Namespace);
            meter.Count(Metrics, FurtherMetricHour, metric.Namespace, quantity: metrics.HoursOf(metric) - 1);
        }
    }
}
