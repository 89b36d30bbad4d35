using System.Buffers.Text;
using Functions.Json;

namespace Functions.Lake;

/// <summary>A table's file in JSON lines: one object per row, the columns in order, each value a string.</summary>
internal sealed class JsonTableWriter : TableWriter
{
    private const int MaxBuffered = 16 << 10;
    private const int MaxNumberLength = 20;

    private static readonly JsonWriterOptions Options = ReadableJson.Options with { SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _lines = new(2 * MaxBuffered);
    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly JsonEncodedText[] _columns;
    private readonly Utf8JsonWriter _json;
    private int _column;

    public JsonTableWriter(Table table)
        : base(table)
    {
        _columns = [.. table.Columns.Select(column => JsonEncodedText.Encode(column, Options.Encoder))];
        _json = new Utf8JsonWriter(_lines, Options);
    }

    public override TableWriter Field(ReadOnlySpan<byte> utf8)
    {
        if (!OneLineText.IsKept(utf8))
        {
            _kept.ResetWrittenCount();
            OneLineText.Append(utf8, _kept, @"\"u8);
            utf8 = _kept.WrittenSpan;
        }

        if (_column == 0)
        {
            _json.WriteStartObject();
        }

        _json.WriteString(_columns[_column++], utf8);
        return this;
    }

    public override TableWriter Field(long? value)
    {
        if (value is not { } known)
        {
            return Field([]);
        }

        Span<byte> digits = stackalloc byte[MaxNumberLength];
        Utf8Formatter.TryFormat(known, digits, out var length);
        return Field(digits[..length]);
    }

    protected override void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
        _column = 0;
        if (_lines.WrittenCount >= MaxBuffered)
        {
            Flush();
        }
    }

    protected override void Flush()
    {
        File.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _json.Dispose();
        }

        base.Dispose(disposing);
    }
}
