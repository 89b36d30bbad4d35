namespace Twin.Cli.Commands;

/// <summary>The exit codes of all commands.</summary>
internal static class ExitCodes
{
    /// <summary>The command succeeded.</summary>
    public const int Done = 0;

    /// <summary>The command failed, and printed the reason.</summary>
    public const int Failed = 1;

    /// <summary>The command or its input is wrong, and the message tells the correction.</summary>
    public const int Wrong = 2;
}
