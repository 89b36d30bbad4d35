namespace Twin.Tests.Support;

/// <summary>The exit code and the output of a program that has ended.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Errors);
