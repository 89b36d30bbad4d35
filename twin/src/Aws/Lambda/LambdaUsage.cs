using Twin.Aws.CloudWatch;
using Twin.Aws.Metering;

namespace Twin.Aws.Lambda;

/// <summary>Counts invocations and the lines of their logs.</summary>
public sealed class LambdaUsage(Meter meter)
{
    public const string Service = "Lambda";

    /// <summary>Invocations, retries included; the resource is the function.</summary>
    public const string Invocation = "invocation";

    /// <summary>Invocations that had to wait for a new process.</summary>
    public const string ColdStart = "cold start";

    /// <summary>Counts an invocation that has ended. A throttled one does not count and costs nothing.</summary>
    public void Invoked(string function, InvokeResult result)
    {
        meter.Count(Service, Invocation, function);
        if (result.InitDuration is not null)
        {
            meter.Count(Service, ColdStart, function);
        }
    }

    /// <summary>Counts a line of a function's log.</summary>
    public void Log(LambdaLogLine line) => CloudWatchUsage.CountLine(line.LogGroup, line.Text, meter);
}
