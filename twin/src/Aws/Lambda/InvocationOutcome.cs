namespace Twin.Aws.Lambda;

/// <summary>The end of an invocation, as the process sees it.</summary>
internal abstract record InvocationOutcome
{
    private InvocationOutcome()
    {
    }

    /// <summary>The runtime sent a response or an error.</summary>
    internal sealed record Responded(RuntimeResponse Response) : InvocationOutcome;

    /// <summary>The process was killed at the time limit.</summary>
    internal sealed record TimedOut : InvocationOutcome;

    /// <summary>The process exited.</summary>
    internal sealed record Exited(int ExitCode) : InvocationOutcome
    {
        /// <summary>The reason in Lambda's words.</summary>
        public string Reason => ExitCode switch
        {
            0 => "Runtime exited without providing a reason",
            134 => "Runtime exited with error: signal: aborted",
            137 => "Runtime exited with error: signal: killed",
            139 => "Runtime exited with error: signal: segmentation fault",
            _ => $"Runtime exited with error: exit status {ExitCode}",
        };
    }
}
