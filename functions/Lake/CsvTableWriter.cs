using CsvHelper;

namespace Functions.Lake;

/// <summary>A table's file in CSV: a header row, and one line per row.</summary>
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
            // CsvHelper adds unneeded quotes to UTF-16 text only; such texts are rare.
            _csv.WriteField(Encoding.UTF8.GetString(escaped), CsvQuoting.Always);
        }
        else
        {
            _csv.WriteField(escaped);
        }
    }
}
