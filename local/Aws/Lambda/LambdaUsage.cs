using Local.Aws.CloudWatch;
using Local.Aws.Metering;

namespace Local.Aws.Lambda;

/// <summary>Counts invocations and the lines that they log.</summary>
public sealed class LambdaUsage(Meter meter)
{
    public const string Service = "Lambda";

    /// <summary>Invocations, retries among them; the resource is the function.</summary>
    public const string Invocation = "invocation";

    /// <summary>Invocations that had to wait for a new process.</summary>
    public const string ColdStart = "cold start";

    /// <summary>An invocation has ended. One that was throttled is none, and costs nothing.</summary>
    public void Invoked(string function, InvokeResult result)
    {
        meter.Count(Service, Invocation, function);
        if (result.InitDuration is not null)
        {
            meter.Count(Service, ColdStart, function);
        }
    }

    /// <summary>A function's log took a line.</summary>
    public void Log(LambdaLogLine line) => CloudWatchUsage.CountLine(line.LogGroup, line.Text, meter);
}
