namespace Twin.Tests.Support;

internal sealed record ProgramEnd(int ExitCode, string Output, string Errors);
