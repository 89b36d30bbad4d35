using System.Globalization;

namespace Twin.Aws.Lambda;

/// <summary>The wording of the failures that Lambda itself detects.</summary>
internal static class FailureMessages
{
    public const string TimedOutType = "Sandbox.Timedout";

    public const string ExitErrorType = "Runtime.ExitError";

    public static string TimedOut(TimeSpan timeout) =>
        string.Create(CultureInfo.InvariantCulture, $"Task timed out after {timeout.TotalSeconds:F2} seconds");

    public static FunctionError Throttled { get; } = new("TooManyRequestsException", "Rate Exceeded.");

    /// <summary>The error of an invocation without an answer; null if it has one.</summary>
    public static FunctionError? Of(InvocationOutcome end, string requestId, TimeSpan timeout) => end switch
    {
        InvocationOutcome.TimedOut => new(TimedOutType, $"RequestId: {requestId} Error: {TimedOut(timeout)}"),
        InvocationOutcome.Exited exited => new(ExitErrorType, $"RequestId: {requestId} Error: {exited.Reason}"),
        _ => null,
    };
}
