using System.Buffers;
using System.Text;
using CsvHelper;

namespace Functions.Lake;

/// <summary>A header row, and a row a line.</summary>
internal sealed class CsvTableWriter : TableWriter
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { NewLine = CsvDialect.NewLine };

    private readonly CsvWriter _csv;
    private readonly ArrayBufferWriter<byte> _escaped = new();

    public CsvTableWriter(Table table)
        : base(table)
    {
        _csv = CsvWriter.Create(File, Options, leaveOpen: true);
        _csv.WriteHeader(table.Columns.AsSpan());
    }

    public override TableWriter Field(ReadOnlySpan<byte> utf8)
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

    public override TableWriter Field(long? value)
    {
        _csv.WriteField(value);
        return this;
    }

    protected override void End() => _csv.EndRecord();

    protected override void Flush() => _csv.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _csv.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteEscaped(ReadOnlySpan<byte> utf8)
    {
        _escaped.ResetWrittenCount();
        CsvDialect.Escape(utf8, _escaped);
        var escaped = _escaped.WrittenSpan;
        if (CsvDialect.NeedsQuotes(escaped))
        {
            // Only text in UTF-16 can be given quotes that it does not need in CSV; it is rare.
            _csv.WriteField(Encoding.UTF8.GetString(escaped), CsvQuoting.Always);
        }
        else
        {
            _csv.WriteField(escaped);
        }
    }
}
