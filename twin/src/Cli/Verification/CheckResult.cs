using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Cli.Verification;

/// <summary>The result of a check.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Seen">The state that was found, or the reason for a skipped check.</param>
/// <param name="Remedy">The advice on a failed check; otherwise empty.</param>
internal sealed record CheckResult(CheckResultKind Kind, string Seen, string Remedy)
{
    // A thousand playlists can fail for one reason.
    private const int ProblemsShown = 3;

    /// <summary>A table with its header below the line; empty for none.</summary>
    public ImmutableArray<ImmutableArray<string>> Rows { get; init; } = [];

    /// <summary>A check that found no fault.</summary>
    public static CheckResult Ok(FormattableString seen) => new(CheckResultKind.Ok, Text(seen), "");

    /// <summary>A check that found a fault.</summary>
    public static CheckResult Failed(FormattableString seen, string remedy) =>
        new(CheckResultKind.Failed, Text(seen), remedy);

    /// <summary>A check that found faults: the first of them are named.</summary>
    public static CheckResult Failed(IReadOnlyCollection<string> problems, string remedy)
    {
        var more = problems.Count - ProblemsShown;
        var first = string.Join("; ", problems.Take(ProblemsShown));
        return more > 0 ? Failed($"{first}; and {more} more", remedy) : Failed($"{first}", remedy);
    }

    /// <summary>A check that was not made.</summary>
    public static CheckResult Skipped(FormattableString reason) => new(CheckResultKind.Skipped, Text(reason), "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
