using System.Text;

namespace Functions.Lake;

/// <summary>One table's file: rows as they are added, field by field. An empty field is an unknown value.</summary>
internal abstract class TableWriter(Table table) : IDisposable
{
    /// <summary>An empty file.</summary>
    public static TableWriter Create(Table table, TableFormat format) =>
        format == TableFormat.JsonLines ? new JsonTableWriter(table) : new CsvTableWriter(table);

    public Table Table { get; } = table;

    /// <summary>The rows so far, without a header.</summary>
    public int Rows { get; private set; }

    protected Spool File { get; } = new();

    /// <param name="utf8">Without errors; empty where the value is unknown.</param>
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

    /// <summary>The whole file; no more rows may follow.</summary>
    public Spool Finish()
    {
        Flush();
        return File;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the row in the file.</summary>
    protected abstract void End();

    /// <summary>Gives the file all that is not in it yet.</summary>
    protected abstract void Flush();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            File.Dispose();
        }
    }
}
