using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Cli.Verification;

internal sealed record CheckResult(CheckResultKind Kind, string Seen, string Remedy)
{
    // A thousand playlists can fail for one reason.
    private const int ProblemsShown = 3;

    /// <summary>A table with its header below the line; empty for none.</summary>
    public ImmutableArray<ImmutableArray<string>> Rows { get; init; } = [];

    public static CheckResult Ok(FormattableString seen) => new(CheckResultKind.Ok, Text(seen), "");

    public static CheckResult Failed(FormattableString seen, string remedy) =>
        new(CheckResultKind.Failed, Text(seen), remedy);

    /// <summary>A check that found faults: the first of them are named.</summary>
    public static CheckResult Failed(IReadOnlyCollection<string> problems, string remedy)
    {
        var more = problems.Count - ProblemsShown;
        var first = string.Join("; ", problems.Take(ProblemsShown));
        return more > 0 ? Failed($"{first}; and {more} more", remedy) : Failed($"{first}", remedy);
    }

    public static CheckResult Skipped(FormattableString reason) => new(CheckResultKind.Skipped, Text(reason), "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal enum CheckResultKind
{
    Ok,
    Failed,
    Skipped,
}
