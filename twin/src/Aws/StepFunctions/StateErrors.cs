using System.Collections.Frozen;

namespace Twin.Aws.StepFunctions;

// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
internal static class StateErrors
{
    public const string All = "States.ALL";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";
    public const string Runtime = "States.Runtime";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
    private const string Prefix = "States.";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        All, DataLimitExceeded, IntrinsicFailure, NoChoiceMatched, ResultPathMatchFailure, Runtime, TaskFailed, Timeout,
        "States.BranchFailed", "States.ExceedToleratedFailureThreshold", "States.HeartbeatTimeout",
        "States.Http.Socket", "States.ItemReaderFailed", "States.ParameterPathFailure", "States.Permissions",
        "States.ResultWriterFailed");

    /// <summary>False for an error that begins as one of Step Functions does and does not exist.</summary>
    public static bool CanBeNamed(string error) =>
        error.Length > 0 && (!IsReserved(error) || Known.Contains(error));

    /// <summary>True for a name that only Step Functions gives an error.</summary>
    public static bool IsReserved(string error) => error.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool Cover(IEnumerable<string> names, string error) =>
        error is not (Runtime or DataLimitExceeded)
        && names.Any(name => name == error || name == All || (name == TaskFailed && error != Timeout));

    /// <summary>The error of a definition that does not fit the data of an execution. No catcher catches it.</summary>
    public static StateTaskException AtRuntime(string cause) => new(Runtime, cause);
}

/// <summary>The error of a state, which its retriers and catchers see.</summary>
/// <param name="error">The name of the error, for example <c>Glue.EntityNotFoundException</c>.</param>
public sealed class StateTaskException(string error, string? cause)
    : Exception(string.IsNullOrEmpty(cause) ? error : $"{error}: {cause}")
{
    public string Error => error;
    public string? Cause => cause;
}
