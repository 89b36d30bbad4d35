using System.Buffers;
using System.Text;
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

    private readonly Spool _file = new();
    private readonly CsvWriter _csv;
    private readonly ArrayBufferWriter<byte> _escaped = new();

    public TableWriter(Table table)
    {
        Table = table;
        _csv = CsvWriter.Create(_file, Options, leaveOpen: true);
        _csv.WriteHeader(table.Columns.AsSpan());
    }

    public Table Table { get; }

    /// <summary>The rows so far, without the header.</summary>
    public int Rows { get; private set; }

    /// <param name="utf8">Without errors; empty where the value is unknown.</param>
    public TableWriter Field(ReadOnlySpan<byte> utf8)
    {
        if (CsvDialect.IsPlain(utf8))
        {
            _csv.WriteField(utf8);
        }
        else
        {
            WriteEscaped(utf8);
        }

        return this;
    }

    public TableWriter Field(string? value) => Field(Encoding.UTF8.GetBytes(value ?? ""));

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
            _csv.WriteField(ReadOnlySpan<byte>.Empty);
        }

        return this;
    }

    /// <summary>Ends the row, which must have a field for each column.</summary>
    public void EndRow()
    {
        _csv.EndRecord();
        Rows++;
    }

    /// <summary>The whole file; no more rows may follow.</summary>
    public Spool Finish()
    {
        _csv.Flush();
        return _file;
    }

    public void Dispose()
    {
        _csv.Dispose();
        _file.Dispose();
    }

    private void WriteEscaped(ReadOnlySpan<byte> utf8)
    {
        _escaped.ResetWrittenCount();
        CsvDialect.Escape(utf8, _escaped);
        var escaped = _escaped.WrittenSpan;
        if (CsvDialect.NeedsQuotes(escaped))
        {
            // Only text in UTF-16 can be given quotes that it does not need in CSV; it is rare
            _csv.WriteField(Encoding.UTF8.GetString(escaped), CsvQuoting.Always);
        }
        else
        {
            _csv.WriteField(escaped);
        }
    }
}
