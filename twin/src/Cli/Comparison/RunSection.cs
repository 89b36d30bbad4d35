namespace Twin.Cli.Comparison;

/// <summary>The failures and unused permissions that only one side has, as Markdown.</summary>
internal static class RunSection
{
    public static ImmutableArray<string> Changes(RunFigures before, RunFigures after)
    {
        var (old, fresh) = (Lines(before), Lines(after));
        return
        [
            .. fresh.Except(old).Select(line => $"* new: {line}"),
            .. old.Except(fresh).Select(line => $"* gone: {line}"),
        ];
    }

    private static ImmutableArray<string> Lines(RunFigures run) =>
    [
        .. run.Failures.Select(failure => $"failure: {MarkdownText.Code(failure)}"),
        .. run.Denied.Select(denied =>
            $"call that IAM refused: {MarkdownText.Code(denied?.Action)} on {MarkdownText.Code(denied?.Resource)} "
            + $"to {MarkdownText.Code(denied?.Principal)}"),
        .. run.UnusedPermissions.Select(unused =>
            $"permission that no call used: {MarkdownText.Code(unused?.Role)}, statement "
            + $"{MarkdownText.Code(unused?.Statement)}: {MarkdownText.Code(unused?.Action)} on "
            + MarkdownText.Code(unused?.Resource)),
        .. run.NotSimulated.Select(line => $"declared, but not run by the twin: {MarkdownText.Code(line)}"),
    ];
}

internal static class RowSection
{
    public sealed record Change(string What, long? Before, long? After);

    public static ImmutableArray<Change> Changes(RunFigures before, RunFigures after) =>
    [
        .. Changes("table", "rows", before.Tables, after.Tables, table => table.Rows),
        .. Changes("table", "partitions", before.Tables, after.Tables, table => table.Partitions),
        .. Changes("named query", "rows", before.Queries, after.Queries, query => query.Rows),
    ];

    public static ImmutableArray<string> Blocks(ImmutableArray<Change> changes) => changes.IsEmpty
        ? []
        :
        [
            "| | before | after |\n|---|---:|---:|",
            .. changes.Select(change => $"| {change.What} | {Number(change.Before)} | {Number(change.After)} |"),
        ];

    private static IEnumerable<Change> Changes<T>(
        string kind,
        string unit,
        ImmutableDictionary<string, T?> before,
        ImmutableDictionary<string, T?> after,
        Func<T, long> count)
        where T : class
    {
        long? Count(ImmutableDictionary<string, T?> side, string name) =>
            side.GetValueOrDefault(name) is { } counted ? count(counted) : null;

        return before.Keys.Union(after.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => new Change(
                $"{kind} {MarkdownText.Code(name)}, {unit}", Count(before, name), Count(after, name)))
            .Where(change => change.Before != change.After);
    }

    private static string Number(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
