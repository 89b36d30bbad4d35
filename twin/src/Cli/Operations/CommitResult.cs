namespace Twin.Cli.Operations;

/// <summary>The result of committed work.</summary>
/// <param name="FailedAgain">The failures in that work, with their reasons.</param>
/// <param name="Note">A note on the present files; null for none.</param>
internal sealed record CommitResult(IReadOnlyList<string> FailedAgain, string? Note);
