namespace Twin.Tests.Cli.Verification;

internal sealed record VerifiedStack(bool IsGood, string Output)
{
    public IReadOnlyList<string> Lines =>
    [
        .. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith(' ') ? line : line[..8].TrimEnd() + " " + line[(line.IndexOf(" s  ", StringComparison.Ordinal) + 4)..]),
    ];

    public IReadOnlyList<(string Line, string Remedy)> Failed =>
    [
        .. Lines.Zip(Lines.Skip(1))
            .Where(pair => pair.First.StartsWith("failed ", StringComparison.Ordinal))
            .Select(pair => (pair.First["failed ".Length..], pair.Second)),
    ];
}
