namespace Twin.Aws.Glue;

/// <summary>A run of a job that has ended.</summary>
/// <param name="ErrorMessage">The reason why it failed; null if it has succeeded.</param>
/// <param name="Duration">The time that it took on this machine.</param>
/// <param name="HasSpark">True if Spark ran it; otherwise its script ran in one process.</param>
public sealed record JobRun(
    string Id,
    string Job,
    DateTimeOffset StartedAt,
    string State,
    string? ErrorMessage,
    TimeSpan Duration,
    bool HasSpark)
{
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string TimedOut = "TIMEOUT";

    public bool HasSucceeded => State == Succeeded;
}

/// <summary>An error with which Glue refuses to start a job.</summary>
public sealed class JobException(string code, string message) : Exception(message)
{
    public string Code => code;
}
