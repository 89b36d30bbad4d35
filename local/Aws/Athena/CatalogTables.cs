using System.Text.Json.Nodes;
using Local.Aws.Glue;

namespace Local.Aws.Athena;

/// <summary>Finds the tables that a query names.</summary>
internal static class CatalogTables
{
    /// <summary>Sets the schema of a table of the query to its database.</summary>
    /// <param name="node">The table in the query's tree.</param>
    /// <param name="query">The query's text.</param>
    /// <param name="catalog">All tables.</param>
    /// <param name="database">The database of the tables that the query names without one.</param>
    /// <param name="refusalOf">The reason why a table cannot be read; null if it can.</param>
    /// <exception cref="AthenaException">The table does not exist, or it cannot be read.</exception>
    public static void Resolve(
        JsonObject node, QueryText query, Catalog catalog, string database, Func<CatalogTable, string?> refusalOf)
    {
        var catalogName = node.Text("catalog_name");
        var inDatabase = node.Text("schema_name") is { Length: > 0 } schema ? schema : database;
        var name = node.Text("table_name");
        if (catalogName.Length > 0 && !catalogName.Equals("AwsDataCatalog", StringComparison.OrdinalIgnoreCase))
        {
            throw query.Refuse($"CATALOG_NOT_FOUND: Catalog '{catalogName}' not found", node);
        }

        if (!catalog.Databases.Contains(inDatabase, StringComparer.OrdinalIgnoreCase))
        {
            throw query.Refuse(
                $"SCHEMA_NOT_FOUND: Schema '{inDatabase}' does not exist. There are: "
                + string.Join(", ", catalog.Databases), node);
        }
        var table = catalog.Find(inDatabase, name)
            ?? throw query.Refuse(
                $"TABLE_NOT_FOUND: Table 'awsdatacatalog.{inDatabase}.{name}' does not exist. There are: "
                + string.Join(", ", catalog.Tables(inDatabase).Select(known => known.Name)), node);
        if (refusalOf(table) is { } refusal)
        {
            throw query.Refuse(refusal, node);
        }

        node["catalog_name"] = "";
        node["schema_name"] = inDatabase;
    }
}
