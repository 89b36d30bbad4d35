namespace Twin.Cli.Commands;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The command failed, and printed the reason.</summary>
    public const int Failed = 1;

    /// <summary>The command or its input is wrong, and the message tells the correction.</summary>
    public const int Wrong = 2;
}
