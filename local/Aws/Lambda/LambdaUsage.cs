using System.Text;
using Local.Aws.Metering;

namespace Local.Aws.Lambda;

/// <summary>Counts invocations and the lines that they log.</summary>
internal sealed class LambdaUsage(Meter meter)
{
    // "26 bytes for each log event" are added to the size of a batch
    // (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html)
    private const int BytesOfALine = 26;

    /// <summary>An invocation has ended. One that was throttled is none, and costs nothing.</summary>
    public void Invoked(string function, InvokeResult result)
    {
        meter.Count(MeteredService.Lambda, MeteredOperation.Invocation, function);
        if (result.InitDuration is not null)
        {
            meter.Count(MeteredService.Lambda, MeteredOperation.ColdStart, function);
        }
    }

    /// <summary>A function's log took a line.</summary>
    public void Log(LambdaLogLine line)
    {
        meter.Count(MeteredService.Logs, MeteredOperation.LogLine, line.LogGroup);
        meter.Count(
            MeteredService.Logs,
            MeteredOperation.LogBytes,
            line.LogGroup,
            quantity: Encoding.UTF8.GetByteCount(line.Text) + BytesOfALine);
    }
}
