namespace Twin.Cli.Processes;

internal sealed record ToolResult(int ExitCode, string Output, string Errors);
