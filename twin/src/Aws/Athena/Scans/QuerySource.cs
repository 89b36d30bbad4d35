using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Tables;

namespace Twin.Aws.Athena.Scans;

/// <summary>A table, a subquery or a common table in the FROM of a query whose readings are determined.</summary>
/// <param name="Name">The name by which the query refers to it.</param>
/// <param name="Names">The names of its columns; null if they are not known.</param>
/// <param name="Table">The table of the catalog; null for a query.</param>
/// <param name="Query">The query; null for a table.</param>
/// <param name="CommonTables">The common tables that are visible to the query.</param>
internal sealed record QuerySource(
    string Name,
    ImmutableArray<string>? Names,
    NamedTable? Table,
    JsonObject? Query,
    ImmutableDictionary<string, CommonTable> CommonTables)
{
    /// <summary>The columns that the query needs.</summary>
    public HashSet<string> Needed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the query needs all columns.</summary>
    public bool NeedsAll { get; set; }

    /// <summary>The ranges of its columns.</summary>
    public Dictionary<string, ValueRange> Ranges { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool MayHave(string column) =>
        Names is null
        || (Table is not null && column == DuckDbNode.RowNumber)
        || Names.Value.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Bounds a column further.</summary>
    /// <returns>True if that has changed its range.</returns>
    public bool Bound(string column, ValueRange range)
    {
        var before = Ranges.GetValueOrDefault(column, ValueRange.All);
        var after = before.And(range);
        Ranges[column] = after;
        return after != before;
    }
}

/// <summary>A query of a WITH.</summary>
/// <param name="Names">The names of its columns; null if they are not known.</param>
/// <param name="CommonTables">The common tables that are visible to it.</param>
internal sealed record CommonTable(
    JsonObject Query, ImmutableArray<string>? Names, ImmutableDictionary<string, CommonTable> CommonTables);
