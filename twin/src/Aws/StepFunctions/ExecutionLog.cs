using Twin.Aws.CloudWatch;

namespace Twin.Aws.StepFunctions;

/// <summary>The log of executions: their starts and ends, as far as the level of each state machine includes them
/// (https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html).</summary>
internal sealed class ExecutionLog(Timeline timeline, Meter meter)
{
    public void Start(Execution execution) =>
        Write(execution, "ExecutionStarted", isFailure: false, ("input", execution.Input));

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

/// <summary>The logging of a state machine's executions.</summary>
/// <param name="Level">The events that are logged: <c>ALL</c>, <c>ERROR</c> or <c>FATAL</c>.</param>
internal sealed record ExecutionLogging(string Level, string LogGroup, bool IncludesData)
{
    public const string All = "ALL";
    private const string Off = "OFF";
    private const string EndOfLogGroup = ":*";

    private static readonly ImmutableArray<string> Levels = [All, "ERROR", "FATAL", Off];

    public static ExecutionLogging? Read(DeclaredStack stack, DeclaredResource machine)
    {
        var level = machine.OptionalText("loggingConfiguration.level") ?? Off;
        if (!Levels.Contains(level))
        {
            throw new RunFailedException(
                $"{machine.Title}: there is no level '{level}' of logging. There are {string.Join(", ", Levels)}.");
        }

        var includesData = machine.Flag("loggingConfiguration.includeExecutionData");
        var destination = machine.OptionalText("loggingConfiguration.logDestination");
        if (level == Off)
        {
            return null;
        }

        if (destination?.EndsWith(EndOfLogGroup, StringComparison.Ordinal) != true
            || stack.ByArn(CloudWatchResources.LogGroup, destination[..^EndOfLogGroup.Length]) is not { } group)
        {
            throw new RunFailedException(
                $"{machine.Title}: logDestination is '{destination}'. It must be the ARN of a declared log group with "
                + $"{EndOfLogGroup} at its end.");
        }

        return new ExecutionLogging(level, group.PhysicalName, includesData);
    }
}
