namespace Functions.Transform;

/// <summary>The entries of a snapshot that cannot be read: one JSON object per line, with the page's key in the raw
/// bucket, the position in the playlist, the reason, and the entry as Spotify sent it, or null in its place.</summary>
internal sealed class RejectedRecords : IDisposable
{
    private readonly FileBufferingStream _lines = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    public int Count { get; private set; }

    /// <param name="position">The position in the playlist, from 0.</param>
    /// <param name="record">The entry's JSON; empty to write null for it.</param>
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

    /// <summary>Ends the writing, and returns the lines.</summary>
    public FileBufferingStream Finish() => _lines;

    public void Dispose() => _lines.Dispose();

    /// <summary>Replaces the line breaks by spaces: JSON has them between tokens only.</summary>
    private static byte[] OnOneLine(ReadOnlySpan<byte> json)
    {
        var line = json.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}
