using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Results;

/// <summary>The statements that read the catalog only: SHOW DATABASES, SHOW TABLES, SHOW COLUMNS and
/// DESCRIBE.</summary>
internal static class CatalogStatement
{
    public static QueryResult? TryExecute(string sql, string database, Catalog catalog)
    {
        var words = SqlTokens.Split(sql).Select(token => token.Text.Trim('"', '`')).ToList();
        return words.ConvertAll(word => word.ToUpperInvariant()) switch
        {
            ["SHOW", "DATABASES" or "SCHEMAS"] => Lines("database_name", catalog.Databases),
            ["SHOW", "TABLES"] => Tables(catalog, database),
            ["SHOW", "TABLES", "IN" or "FROM", _] => Tables(catalog, words[3]),
            ["SHOW", "COLUMNS", "IN" or "FROM", _] => Columns(catalog, database, words[3]),
            ["SHOW", "COLUMNS", "IN" or "FROM", _, ".", _] => Columns(catalog, words[3], words[5]),
            ["DESCRIBE", _] => Describe(catalog, database, words[1]),
            ["DESCRIBE", _, ".", _] => Describe(catalog, words[1], words[3]),
            _ => null,
        };
    }

    private static QueryResult Tables(Catalog catalog, string database) =>
        catalog.Databases.Contains(database, StringComparer.OrdinalIgnoreCase)
            ? Lines("tab_name", catalog.Tables(database).Select(table => table.Name))
            : throw new AthenaException(
                $"Database {database} not found.{NameSuggestion.Format(database, catalog.Databases)} There are: "
                + string.Join(", ", catalog.Databases));

    private static QueryResult Columns(Catalog catalog, string database, string name)
    {
        var table = Table(catalog, database, name);
        return Lines("field", table.Columns.Concat(table.PartitionKeys).Select(column => column.Name));
    }

    private static QueryResult Describe(Catalog catalog, string database, string name)
    {
        var table = Table(catalog, database, name);
        return new QueryResult(
            [
                new ResultColumn("col_name", "varchar"),
                new ResultColumn("data_type", "varchar"),
                new ResultColumn("comment", "varchar"),
            ],
            [
                .. table.Columns.Select(column => Row(column.Name, column.Type, column.Comment ?? "")),
                .. table.PartitionKeys.Select(key => Row(key.Name, key.Type, key.Comment ?? "partition key")),
            ]);
    }

    private static CatalogTable Table(Catalog catalog, string database, string name) =>
        catalog.Find(database, name)
        ?? throw new AthenaException($"Table {database}.{name} not found."
            + NameSuggestion.Format(name, catalog.Tables(database).Select(other => other.Name)));

    private static QueryResult Lines(string column, IEnumerable<string> values) =>
        new([new ResultColumn(column, "varchar")], [.. values.Select(value => Row(value))]);

    private static ImmutableArray<object?> Row(params ReadOnlySpan<string> values) => [.. values];
}
