using System.Collections.Immutable;
using Twin.Aws.CloudWatch;
using Twin.Declaration;

namespace Twin.Aws.StepFunctions;

/// <summary>The logging of a state machine's executions.</summary>
/// <param name="Level">The events that are logged: <c>ALL</c>, <c>ERROR</c> or <c>FATAL</c>.</param>
/// <param name="LogGroup">The name of the log group.</param>
/// <param name="IncludesData">True if inputs and outputs are logged too.</param>
internal sealed record ExecutionLogging(string Level, string LogGroup, bool IncludesData)
{
    public const string All = "ALL";
    private const string Off = "OFF";
    private const string EndOfLogGroup = ":*";

    private static readonly ImmutableArray<string> Levels = [All, "ERROR", "FATAL", Off];

    /// <summary>Reads the logging of a state machine; null if it is off.</summary>
    /// <exception cref="RunFailedException">Step Functions would refuse it.</exception>
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
