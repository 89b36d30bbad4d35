namespace Tests.Local.Cli.Commands;

/// <summary>How the program ended, and what it had to say until then.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Errors);
