namespace Twin.Cli.Processes;

/// <summary>The result of a program that has ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);
