using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Cli.Comparison;

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
