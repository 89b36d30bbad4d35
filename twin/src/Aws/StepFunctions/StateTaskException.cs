namespace Twin.Aws.StepFunctions;

/// <summary>The error of a state, which its retriers and catchers see.</summary>
/// <param name="error">The name of the error, for example <c>Glue.CrawlerRunningException</c>.</param>
/// <param name="cause">The description of the error; null if it has none.</param>
public sealed class StateTaskException(string error, string? cause)
    : Exception(cause is null ? error : $"{error}: {cause}")
{
    /// <summary>The name of the error.</summary>
    public string Error => error;

    /// <summary>The description of the error; null if it has none.</summary>
    public string? Cause => cause;
}
