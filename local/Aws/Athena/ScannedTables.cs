using System.Collections.Immutable;

namespace Local.Aws.Athena;

/// <summary>
/// The tables that a query reads, with the number of times. Athena's engine inserts a query of a WITH wherever it is
/// named (https://trino.io/docs/current/sql/select.html#with-clause), so its tables are read that many times.
/// </summary>
internal static class ScannedTables
{
    /// <summary>The number of times that each of <paramref name="tables"/> is read.</summary>
    public static ImmutableSortedDictionary<string, int> Of(string sql, IEnumerable<string> tables)
    {
        var scope = ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase)
            .AddRange(tables.Select(table => KeyValuePair.Create(table, ImmutableArray.Create(table))));
        var query = Declare(SqlTokens.Of(sql), ref scope);

        return References(query, scope)
            .GroupBy(table => table, StringComparer.OrdinalIgnoreCase)
            .ToImmutableSortedDictionary(table => table.Key, table => table.Count(), StringComparer.Ordinal);
    }

    /// <summary>Adds the queries of the WITH to the scope; each of them can use those before it.</summary>
    /// <returns>The tokens after the WITH.</returns>
    private static ImmutableArray<SqlToken> Declare(
        ImmutableArray<SqlToken> query, ref ImmutableDictionary<string, ImmutableArray<string>> scope)
    {
        if (query.IsEmpty || !query[0].Is("WITH"))
        {
            return query;
        }

        var at = 1;
        while (at + 2 < query.Length && query[at + 1].Is("AS") && query[at + 2].Text == "(")
        {
            var end = EndOfParentheses(query, at + 2);
            scope = scope.SetItem(NameOf(query[at]), [.. References(query[(at + 3)..end], scope)]);
            at = end + 1;
            if (at < query.Length && query[at].Text == ",")
            {
                at++;
            }
        }

        return query[at..];
    }

    private static IEnumerable<string> References(
        ImmutableArray<SqlToken> query, ImmutableDictionary<string, ImmutableArray<string>> scope) =>
        query
            .Zip(query.Skip(1))
            .Where(pair => pair.First.Is("FROM") || pair.First.Is("JOIN"))
            .SelectMany(pair => scope.GetValueOrDefault(NameOf(pair.Second), []));

    private static string NameOf(SqlToken token) => token.Text.Trim('"');

    private static int EndOfParentheses(ImmutableArray<SqlToken> query, int start)
    {
        var depth = 0;
        for (var i = start; i < query.Length; i++)
        {
            depth += query[i].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return query.Length;
    }
}
