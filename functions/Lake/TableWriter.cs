using CsvHelper;

namespace Functions.Lake;

/// <summary>One table's file: the header row, then rows as they are added. Empty fields are unknown values.</summary>
internal sealed class TableWriter : IDisposable
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        NewLine = CsvDialect.NewLine,
        TrueValue = "true",
        FalseValue = "false",
    };

    private readonly MemoryStream _bytes = new();
    private readonly CsvWriter _csv;

    public TableWriter(Table table)
    {
        Table = table;
        _csv = CsvWriter.Create(_bytes, Options, leaveOpen: true);
        _csv.WriteHeader(table.Columns.AsSpan());
    }

    public Table Table { get; }

    /// <summary>The rows so far, without the header.</summary>
    public int Rows { get; private set; }

    public TableWriter Field(string? value)
    {
        var escaped = CsvDialect.Escape(value ?? "");
        _csv.WriteField(escaped, CsvDialect.NeedsQuotes(escaped) ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
        return this;
    }

    public TableWriter Field(long? value)
    {
        _csv.WriteField(value);
        return this;
    }

    public TableWriter Field(bool? value)
    {
        if (value is { } known)
        {
            _csv.WriteField(known);
        }
        else
        {
            _csv.WriteField("");
        }

        return this;
    }

    /// <summary>Ends the row, which must have a field for each column.</summary>
    public void EndRow()
    {
        _csv.EndRecord();
        Rows++;
    }

    /// <summary>The file so far; more rows may follow.</summary>
    public byte[] ToUtf8()
    {
        _csv.Flush();
        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _csv.Dispose();
        _bytes.Dispose();
    }
}
