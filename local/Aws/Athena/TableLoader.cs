using DuckDB.NET.Data;
using Local.Aws.Glue;

namespace Local.Aws.Athena;

/// <summary>Loads the rows of a catalog's table into DuckDB as Athena reads them, every column as a text.</summary>
internal static class TableLoader
{
    public static void Load(
        DuckDBConnection connection,
        string database,
        CatalogTable table,
        string bucketsRoot,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var folders = TableFiles.Folders(table, now);
        var names = table.Columns.Concat(table.PartitionKeys).Select(column => $"{Quoted(column.Name)} VARCHAR");
        using (var create = new DuckDBCommand(
            $"CREATE TABLE {Quoted(database)}.{Quoted(table.Name)} ({string.Join(", ", names)})", connection))
        {
            create.ExecuteNonQuery();
        }
        using var appender = connection.CreateAppender(database, table.Name);
        var readRows = ReaderOf(table);
        foreach (var (partition, key, file) in TableFiles.In(folders, bucketsRoot))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                foreach (var row in readRows(file))
                {
                    Append(appender.CreateRow(), row, partition);
                }
            }
            catch (AthenaException unreadable)
            {
                throw new AthenaException($"{unreadable.Message} ({key})");
            }
        }
    }

    /// <summary>The reason why the twin cannot read the table; null if it can.</summary>
    public static string? RefusalOf(CatalogTable table)
    {
        if (table.SerDe is not (CatalogTable.OpenCsv or CatalogTable.OpenXJson))
        {
            return $"table '{table.Name}' is read by {table.SerDe}, which the twin is not: "
                + $"declare {CatalogTable.OpenCsv} or {CatalogTable.OpenXJson}";
        }
        return table.Columns.Concat(table.PartitionKeys).FirstOrDefault(column => column.Type != "string") is { } typed
            ? $"table '{table.Name}' has the column '{typed.Name}' of the type {typed.Type}, and the twin reads texts"
            : null;
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Append(IDuckDBAppenderRow row, string?[] values, CatalogPartition partition)
    {
        foreach (var value in values)
        {
            row.AppendValue(value);
        }

        foreach (var value in partition.Values)
        {
            row.AppendValue(value);
        }

        row.EndRow();
    }

    private static Func<string, IEnumerable<string?[]>> ReaderOf(CatalogTable table)
    {
        if (table.SerDe == CatalogTable.OpenXJson)
        {
            return new OpenXJsonSerDe([.. table.Columns.Select(column => column.Name)]).ReadRows;
        }

        var csv = new OpenCsvSerDe(OpenCsvFormat.Of(table));
        return file => csv.ReadRows(file, table.Columns.Length);
    }
}
