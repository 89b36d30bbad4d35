using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Tables;

/// <summary>The columns of queries: their names and DuckDB's types. DuckDB plans a query to find them, so queries
/// that differ only in their days are planned once.</summary>
internal sealed partial class ColumnTypes(DuckDbSession duck, EngineTables tables)
{
    private const string AnyDay = "2000-01-01";

    private readonly Dictionary<string, List<(string Name, string Type)>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _parts = new(StringComparer.Ordinal);
    private int _definitions;

    /// <summary>DuckDB's types of the columns of a part of a query.</summary>
    /// <param name="tree">The syntax tree, which is written as SQL only if its types are not known.</param>
    /// <exception cref="DuckDBException">DuckDB refuses the part.</exception>
    public ImmutableArray<string> OfPart(JsonObject tree, Func<JsonObject, string> write)
    {
        Forget();
        var general = Day().Replace(tree.ToJsonString(), AnyDay);
        return _parts.TryGetValue(general, out var types)
            ? types
            : _parts[general] = [.. GetColumns(write(tree)).Select(column => column.Type)];
    }

    /// <summary>The columns of a translated query.</summary>
    /// <exception cref="DuckDBException">DuckDB refuses the query.</exception>
    public List<(string Name, string Type)> GetColumns(string sql)
    {
        Forget();
        var general = Day().Replace(sql, AnyDay);
        if (!_known.TryGetValue(general, out var columns))
        {
            columns = Describe(general);
            _known.Add(general, columns);
        }

        // DuckDB names a column without a name by its expression, and a message cites the query: both need its days.
        return columns.Count == 0 || columns.Exists(column => column.Name.Contains(AnyDay, StringComparison.Ordinal))
            ? duck.Describe(sql)
            : columns;
    }

    private void Forget()
    {
        if (_definitions != tables.Definitions)
        {
            _known.Clear();
            _parts.Clear();
            _definitions = tables.Definitions;
        }
    }

    private List<(string Name, string Type)> Describe(string sql)
    {
        try
        {
            return duck.Describe(sql);
        }
        catch (DuckDBException)
        {
            return [];
        }
    }

    [GeneratedRegex("""(?<=['"])\d{4}-\d{2}-\d{2}(?=['"])""")]
    private static partial Regex Day();
}
