using System.Text;
using Twin.Aws.Metering;

namespace Twin.Aws.CloudWatch;

/// <summary>The billable use of CloudWatch: of its logs and of its metrics.</summary>
public static class CloudWatchUsage
{
    public const string Logs = "CloudWatch Logs";
    public const string Metrics = "CloudWatch metrics";

    /// <summary>The lines of a log; the resource is the log group.</summary>
    public const string LogLine = "log line";

    /// <summary>The bytes of these lines as CloudWatch counts them: UTF-8, plus 26 for each line.</summary>
    public const string LogBytes = "log bytes";

    /// <summary>
    /// Metrics that no AWS service writes: each combination of namespace, name and dimensions is one.
    /// </summary>
    public const string CustomMetric = "custom metric";

    /// <summary>For each of these metrics, every further hour of the run's clock in which it is sent.</summary>
    public const string FurtherMetricHour = "further metric hour";

    // "26 bytes for each log event" are added to the size of a batch
    // (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html)
    private const int BytesOfALine = 26;

    /// <summary>Counts a line of a log group.</summary>
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
