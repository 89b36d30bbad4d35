using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Translation;

namespace Twin.Aws.Athena.Changes;

/// <summary>The queries that find the rows which a statement changes: DuckDB parses queries only, and Athena's rules
/// for them hold for the parts of a MERGE too.</summary>
internal static class ChangeQuery
{
    /// <summary>The column with the number of the clause that applies; 0 if none does.</summary>
    public const string CaseColumn = "$case";

    /// <summary>The column with the target's row; null for a row of the source without one.</summary>
    public const string RowColumn = ColumnResolution.RowNumber;

    /// <summary>The column with a value.</summary>
    /// <param name="number">The number of the clause, from 1.</param>
    /// <param name="index">The index of the value in the clause.</param>
    public static string ValueColumn(int number, int index) => $"${number}_{index}";

    /// <summary>The query of a MERGE: the rows of its source, with the matching rows of its target.</summary>
    public static ComposedSql Compose(string sql, MergeStatement merge)
    {
        var query = new ComposedSql(sql).Add($"SELECT {merge.Alias}.{Quoted(RowColumn)} AS {Quoted(RowColumn)}, ");
        AddCase(query, merge);
        query.Add($" AS {Quoted(CaseColumn)}");
        foreach (var (index, change) in merge.Cases.Index())
        {
            foreach (var (column, value) in change.Values.Index())
            {
                AddValue(query.Add(", "), merge, index, value);
                query.Add($" AS {Quoted(ValueColumn(index + 1, column))}");
            }
        }

        return query.Add(" FROM ").Add(merge.Source)
            .Add($" LEFT JOIN {Name(merge.Table)} AS {merge.Alias} ON ").Add(merge.On);
    }

    /// <summary>The query of an UPDATE or a DELETE: the rows that it changes.</summary>
    public static ComposedSql Compose(string sql, RowStatement statement)
    {
        var query = new ComposedSql(sql)
            .Add($"SELECT {Quoted(RowColumn)} AS {Quoted(RowColumn)}, 1 AS {Quoted(CaseColumn)}");
        foreach (var (column, value) in statement.Case.Values.Index())
        {
            query.Add(", ").Add(value).Add($" AS {Quoted(ValueColumn(1, column))}");
        }

        query.Add($" FROM {Name(statement.Table)}");
        return statement.Where is { } where ? query.Add(" WHERE ").Add(where) : query;
    }

    /// <summary>The query of the rows that a condition selects.</summary>
    public static ComposedSql Compose(string sql, ImmutableArray<SqlToken> table, SqlPart where) =>
        new ComposedSql(sql).Add($"SELECT {Quoted(RowColumn)} FROM {Name(table)} WHERE ").Add(where);

    private static void AddCase(ComposedSql query, MergeStatement merge)
    {
        query.Add("CASE");
        foreach (var (index, change) in merge.Cases.Index())
        {
            AddWhen(query, merge, change);
            query.Add($"{index + 1}");
        }

        query.Add(" ELSE 0 END");
    }

    // A value is computed for the rows of its clause only: elsewhere it may be wrong. A column never is.
    private static void AddValue(ComposedSql query, MergeStatement merge, int index, SqlPart value)
    {
        if (SqlTokens.Split(query.Original[value.Start..value.End]) is [_, { Text: "." }, _])
        {
            query.Add(value);
            return;
        }

        var change = merge.Cases[index];
        query.Add("CASE");
        foreach (var earlier in merge.Cases.Take(index).Where(other => other.IsForUnmatched == change.IsForUnmatched))
        {
            AddWhen(query, merge, earlier);
            query.Add("NULL");
        }

        AddWhen(query, merge, change);
        query.Add("(").Add(value).Add(") END");
    }

    private static void AddWhen(ComposedSql query, MergeStatement merge, ChangeCase change)
    {
        query.Add($" WHEN {merge.Alias}.{Quoted(RowColumn)} IS {(change.IsForUnmatched ? "" : "NOT ")}NULL");
        if (change.Condition is { } condition)
        {
            query.Add(" AND (").Add(condition).Add(")");
        }

        query.Add(" THEN ");
    }

    private static string Name(ImmutableArray<SqlToken> table) => string.Join('.', table.Select(part => part.Text));

    private static string Quoted(string name) => DuckDbSession.Quoted(name);
}
