using System.Buffers;
using System.Text.Json;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// The entries of a snapshot that cannot be read: a JSON object a line, with the page's key in the raw bucket, the
/// position in the playlist, the reason, and the entry as Spotify sent it.
/// </summary>
internal sealed class RejectedRecords : IDisposable
{
    private readonly Spool _lines = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    public int Count { get; private set; }

    /// <param name="record">JSON; empty: null is written for it.</param>
    public void Add(string page, int position, string reason, ReadOnlySpan<byte> record)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteString("page", page);
            json.WriteNumber("position", position);
            json.WriteString("reason", reason);
            json.WritePropertyName("record");
            if (record.IsEmpty)
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteRawValue(OnOneLine(record), skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        _lines.Write(_line.WrittenSpan);
        Count++;
    }

    /// <summary>All lines; no more may follow.</summary>
    public Spool Finish() => _lines;

    public void Dispose() => _lines.Dispose();

    /// <summary>In JSON a line break stands between tokens only.</summary>
    private static byte[] OnOneLine(ReadOnlySpan<byte> json)
    {
        var line = json.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}
