namespace Twin.Aws.Athena.Tables;

/// <summary>Reads the files of a catalog's tables as Athena does, every column as a text.</summary>
internal static class TableLoader
{
    /// <summary>The reason why the twin cannot read the table; null if it can.</summary>
    public static string? RefusalOf(CatalogTable table)
    {
        if (table.Iceberg is not null)
        {
            return null;
        }

        if (table.SerDe is not (CatalogTable.OpenCsv or CatalogTable.OpenXJson))
        {
            return $"table '{table.Name}' is read by {table.SerDe}, which the twin is not: "
                + $"declare {CatalogTable.OpenCsv} or {CatalogTable.OpenXJson}";
        }
        return table.Columns.Concat(table.PartitionKeys).FirstOrDefault(column => column.Type != "string") is { } typed
            ? $"table '{table.Name}' has the column '{typed.Name}' of the type {typed.Type}, and the twin reads texts"
            : null;
    }

    /// <summary>The function that reads the rows of a file of the table.</summary>
    public static Func<string, IEnumerable<string?[]>> ReaderOf(CatalogTable table)
    {
        if (table.SerDe == CatalogTable.OpenXJson)
        {
            return new OpenXJsonSerDe([.. table.Columns.Select(column => column.Name)]).ReadRows;
        }

        var csv = new OpenCsvSerDe(OpenCsvFormat.From(table));
        return file => csv.ReadRows(file, table.Columns.Length);
    }
}
