namespace Local.Cli.Commands;

/// <summary>What a command's exit code means.</summary>
internal static class ExitCodes
{
    /// <summary>It is done.</summary>
    public const int Done = 0;

    /// <summary>It failed, and said why.</summary>
    public const int Failed = 1;

    /// <summary>The command or its input is wrong, and it said what to do.</summary>
    public const int Wrong = 2;
}
