using System.Text.Json.Nodes;
using Twin.Aws.CloudWatch;
using Twin.Aws.Hosting;
using Twin.Aws.Metering;

namespace Twin.Aws.StepFunctions;

/// <summary>
/// The log of executions: their starts and ends, as far as the level of each state machine includes them
/// (https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html).
/// </summary>
internal sealed class ExecutionLog(Timeline timeline, Meter meter)
{
    /// <summary>Writes the start of an execution.</summary>
    public void Start(Execution execution) =>
        Write(execution, "ExecutionStarted", isFailure: false, ("input", execution.Input));

    /// <summary>Writes the end of an execution.</summary>
    public void End(Execution execution, ExecutionSummary end) => Write(
        execution,
        end.Status == ExecutionStatus.TimedOut ? "ExecutionTimedOut" : $"Execution{end.Status}",
        isFailure: end.Status != ExecutionStatus.Succeeded,
        ("output", end.Output),
        ("error", end.Error),
        ("cause", end.Cause));

    private void Write(
        Execution execution, string type, bool isFailure, params IEnumerable<(string Name, string? Value)> details)
    {
        if (execution.Machine.Logging is not { } logging || (logging.Level != ExecutionLogging.All && !isFailure))
        {
            return;
        }

        var shown = new JsonObject();
        foreach (var (name, value) in details)
        {
            if (value is not null && (logging.IncludesData || name is not ("input" or "output")))
            {
                shown[name] = value;
            }
        }

        var line = StatesJson.Text(new JsonObject
        {
            ["type"] = type,
            ["details"] = shown,
            ["execution_arn"] = execution.Arn,
        });
        timeline.Add(execution.Machine.Name, line, TimelineEntryKind.Detail);
        CloudWatchUsage.CountLine(logging.LogGroup, line, meter);
    }
}
