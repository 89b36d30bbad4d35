using System.Text.RegularExpressions;

namespace Twin.Aws.StepFunctions;

/// <summary>
/// The name of an execution
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html).
/// </summary>
internal static partial class ExecutionName
{
    /// <summary>Determines whether Step Functions accepts a name.</summary>
    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex("""^[^\s<>{}\[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}\z""")]
    private static partial Regex Pattern();
}
