namespace Twin.Cli.Operations;

internal sealed record CommitResult(IReadOnlyList<string> FailedAgain, string? Note);
