namespace Functions.Lake;

/// <summary>Writes one table's file, row by row and field by field. An empty field is an unknown value.</summary>
internal abstract class TableWriter(Table table) : IDisposable
{
    /// <summary>Creates a writer of an empty file.</summary>
    public static TableWriter Create(Table table, TableFormat format) =>
        format == TableFormat.JsonLines ? new JsonTableWriter(table) : new CsvTableWriter(table);

    public Table Table { get; } = table;

    /// <summary>The number of rows so far, without the header.</summary>
    public int Rows { get; private set; }

    protected FileBufferingStream File { get; } = new();

    /// <param name="utf8">Valid UTF-8; empty if the value is unknown.</param>
    public abstract TableWriter Field(ReadOnlySpan<byte> utf8);

    public TableWriter Field(string? value) => Field(Encoding.UTF8.GetBytes(value ?? ""));

    public abstract TableWriter Field(long? value);

    public TableWriter Field(bool? value) => Field(value switch
    {
        true => "true"u8,
        false => "false"u8,
        null => [],
    });

    /// <summary>Ends the row, which must have a field for each column.</summary>
    public void EndRow()
    {
        End();
        Rows++;
    }

    /// <summary>Ends the writing, and returns the file.</summary>
    public FileBufferingStream Finish()
    {
        Flush();
        return File;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void End();

    protected abstract void Flush();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            File.Dispose();
        }
    }
}
