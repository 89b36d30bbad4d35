namespace Twin.Tests.Cli.Verification;

/// <summary>The end of a verification.</summary>
/// <param name="IsGood">True if no check has failed.</param>
/// <param name="Output">All lines.</param>
internal sealed record VerifiedStack(bool IsGood, string Output)
{
    /// <summary>The lines without their times.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith(' ') ? line : line[..8].TrimEnd() + " " + line[(line.IndexOf(" s  ", StringComparison.Ordinal) + 4)..]),
    ];

    /// <summary>The failed lines, each with what to do.</summary>
    public IReadOnlyList<(string Line, string Remedy)> Failed =>
    [
        .. Lines.Zip(Lines.Skip(1))
            .Where(pair => pair.First.StartsWith("failed ", StringComparison.Ordinal))
            .Select(pair => (pair.First["failed ".Length..], pair.Second)),
    ];
}
