namespace Local.Aws.Lambda;

/// <summary>How an invocation ended, as the process sees it.</summary>
internal abstract record InvocationOutcome
{
    private InvocationOutcome()
    {
    }

    /// <summary>The runtime sent an answer, or an error.</summary>
    internal sealed record Responded(RuntimeResponse Response) : InvocationOutcome;

    /// <summary>The process was ended: it took too long.</summary>
    internal sealed record TimedOut : InvocationOutcome;

    /// <summary>The process ended by itself.</summary>
    internal sealed record Exited(int ExitCode) : InvocationOutcome
    {
        /// <summary>As Lambda describes it.</summary>
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
