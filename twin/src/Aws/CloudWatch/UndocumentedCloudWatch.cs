using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Aws.CloudWatch;

/// <summary>The undocumented behaviours of CloudWatch on which the stack relies.</summary>
internal static class UndocumentedCloudWatch
{
    /// <summary>Metrics of lines that a function writes past its logger.</summary>
    public static readonly UndocumentedBehavior MetricLines = new(
        "metric-lines", "CloudWatch takes no metrics of the lines that a function writes past its logger");

    public static ImmutableArray<UndocumentedBehavior> All { get; } = [MetricLines];
}
