using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;

namespace Twin.Aws.Athena.Translation;

/// <summary>Finds the tables that a statement names.</summary>
internal static class CatalogTables
{
    /// <summary>Sets the schema of a table of the query to its database.</summary>
    /// <param name="node">The table in the query's tree.</param>
    /// <param name="database">The database of the tables that the query names without one.</param>
    /// <param name="refusalOf">The reason why a table cannot be read; null if it can.</param>
    /// <exception cref="AthenaException">The table does not exist, or it cannot be read.</exception>
    public static void Resolve(
        JsonObject node, QueryText query, Catalog catalog, string database, Func<NamedTable, string?> refusalOf)
    {
        var table = Find(
            node.Text("catalog_name"),
            node.Text("schema_name") is { Length: > 0 } schema ? schema : database,
            node.Text("table_name"),
            catalog,
            message => query.Refuse(message, node));
        if (refusalOf(table) is { } refusal)
        {
            throw query.Refuse(refusal, node);
        }

        node["catalog_name"] = "";
        node["schema_name"] = table.Database;
    }

    /// <summary>The table of a name with one to three parts.</summary>
    /// <param name="name">The parts of the name.</param>
    /// <param name="database">The database of a name without one.</param>
    /// <exception cref="AthenaException">The table does not exist.</exception>
    public static NamedTable Find(string sql, ImmutableArray<SqlToken> name, Catalog catalog, string database)
    {
        var parts = name.Select(part => part.Text.Trim('"')).ToList();
        return Find(
            parts.Count > 2 ? parts[^3] : "",
            parts.Count > 1 ? parts[^2] : database,
            parts[^1],
            catalog,
            message => new AthenaException(message, SqlPosition.From(sql, name[0].Start)));
    }

    private static NamedTable Find(
        string catalogName, string database, string name, Catalog catalog, Func<string, AthenaException> refuse)
    {
        if (catalogName.Length > 0 && !catalogName.Equals("AwsDataCatalog", StringComparison.OrdinalIgnoreCase))
        {
            throw refuse($"CATALOG_NOT_FOUND: Catalog '{catalogName}' not found");
        }

        if (name.Contains('$', StringComparison.Ordinal)
            || database.Equals("information_schema", StringComparison.OrdinalIgnoreCase))
        {
            throw refuse($"the twin does not know {database}.{name}: use SHOW TABLES, SHOW COLUMNS or DESCRIBE");
        }

        var known = catalog.Databases
            .FirstOrDefault(known => known.Equals(database, StringComparison.OrdinalIgnoreCase))
            ?? throw refuse(
                $"SCHEMA_NOT_FOUND: Schema '{database}' does not exist.{ThereAre(database, catalog.Databases)}");
        var table = catalog.Find(known, name)
            ?? throw refuse(
                $"TABLE_NOT_FOUND: Table 'awsdatacatalog.{database}.{name}' does not exist."
                + ThereAre(name, catalog.Tables(known).Select(other => other.Name)));
        return new NamedTable(known, table);
    }

    private static string ThereAre(string name, IEnumerable<string> known) =>
        $"{NameSuggestion.Format(name, known)} There are: {string.Join(", ", known)}";
}
