namespace Local.Cli.Operations;

/// <summary>The result of work that was kept.</summary>
/// <param name="FailedAgain">The failures of that work, with their reasons.</param>
/// <param name="Note">A note on the files that there are now; null for none.</param>
internal sealed record CommitResult(IReadOnlyList<string> FailedAgain, string? Note);
