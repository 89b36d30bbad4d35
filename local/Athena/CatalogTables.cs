using System.Text.Json.Nodes;
using Local.Glue;

namespace Local.Athena;

/// <summary>Finds the tables that a query names.</summary>
internal static class CatalogTables
{
    /// <summary>Gives a table of the query the schema of its database.</summary>
    /// <exception cref="AthenaException">There is no such table, or the twin cannot read it.</exception>
    public static void Resolve(JsonObject node, QueryText query, Catalog catalog, string database)
    {
        var catalogName = node.Text("catalog_name");
        var inDatabase = node.Text("schema_name") is { Length: > 0 } schema ? schema : database;
        var name = node.Text("table_name");
        if (catalogName.Length > 0 && !catalogName.Equals("AwsDataCatalog", StringComparison.OrdinalIgnoreCase))
            throw query.Refuse($"CATALOG_NOT_FOUND: Catalog '{catalogName}' not found", node);
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
        if (table.SerDe != CatalogTable.OpenCsv)
        {
            throw query.Refuse($"table '{table.Name}' is read by {table.SerDe}, which the twin is not: "
                + "declare a CSV classifier with the serde OpenCSVSerDe", node);
        }
        node["catalog_name"] = "";
        node["schema_name"] = inDatabase;
    }
}
