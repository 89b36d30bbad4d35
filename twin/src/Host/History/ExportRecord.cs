using System.Buffers;
using System.Text;
using Functions.Lake;

namespace Twin.Host.History;

/// <summary>One record of an export after the other, stripped: nothing but its kept fields leaves the bytes that it is
/// read from.</summary>
/// <param name="dropped">The fields that are dropped, with their counts.</param>
/// <param name="latest">The latest time at which a play can have ended.</param>
internal sealed class ExportRecord(DroppedFields dropped, DateTimeOffset latest)
{
    private const int MaxPosition = 64;
    private const string NotUnicode = "(not Unicode)";
    private const string ExtendedTime = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string ShortTime = "yyyy-MM-dd HH:mm";
    private static readonly DateTimeOffset Earliest = new(PlayedMonth.First.FirstDay, default, default);

    private static readonly Dictionary<string, KeptField> Kept =
        KeptField.All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    // What JSON cannot have in a text. The same text always has the same bytes, however its export escaped it.
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private static readonly KeptField Ts = Kept[ExportFields.Ts];
    private static readonly KeptField MsPlayed = Kept[ExportFields.MsPlayed];
    private static readonly KeptField EndTime = Kept[ExportFields.EndTime];
    private static readonly KeptField ShortMsPlayed = Kept[ExportFields.ShortMsPlayed];

    // The field at each position of the last record: the records of a file have the same ones in the same order.
    private readonly Field?[] _layout = new Field?[MaxPosition];
    private readonly Value[] _values = new Value[KeptField.All.Length];
    private readonly List<DroppedField> _dropped = [];
    private byte[] _line = new byte[4096];
    private byte[] _text = new byte[4096];
    private int _length;

    /// <summary>The first field that is not as it has to be; null if all are.</summary>
    public string? Broken { get; private set; }

    public bool IsPrivate { get; private set; }

    /// <summary>The end of the play.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>The stripped record as one line, with its line break.</summary>
    public ReadOnlySpan<byte> Line => _line.AsSpan(0, _length);

    /// <summary>Reads an object whose beginning has been read.</summary>
    /// <param name="bytes">The bytes that the reader reads.</param>
    /// <returns>False if the bytes end before the object does.</returns>
    public bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        Array.Clear(_values);
        _dropped.Clear();
        (Broken, IsPrivate, _length) = (null, false, 0);
        for (var position = 0; reader.Read(); position++)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                _dropped.ForEach(field => field.Count++);
                Broken ??= FindBroken(bytes)?.Name;
                return true;
            }

            var field = FieldAt(ref reader, position);
            if (!reader.Read())
            {
                return false;
            }

            Note(field, ref reader);
            if (!reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }

    private Field FieldAt(ref Utf8JsonReader reader, int position)
    {
        string name;
        try
        {
            if (position < MaxPosition && _layout[position] is { } same && reader.ValueTextEquals(same.Name))
            {
                return same;
            }

            name = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            name = NotUnicode;
        }

        var kept = Kept.GetValueOrDefault(name);
        var field = new Field(
            Encoding.UTF8.GetBytes(name),
            kept,
            kept is null ? dropped.Find(name) : null,
            name == ExportFields.Incognito);
        if (position < MaxPosition)
        {
            _layout[position] = field;
        }

        return field;
    }

    private void Note(Field field, ref Utf8JsonReader reader)
    {
        if (field.Kept is { } kept)
        {
            var quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
            _values[kept.Index] = reader.TokenType == JsonTokenType.Null
                ? default
                : new Value(
                    (int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, quote > 0, reader.ValueIsEscaped);
            Broken ??= kept.Accepts(reader.TokenType) ? null : kept.Name;
            return;
        }

        _dropped.Add(field.Dropped!);
        if (field.IsIncognito)
        {
            IsPrivate |= reader.TokenType == JsonTokenType.True;
            Broken ??= reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
                ? null
                : ExportFields.Incognito;
        }
    }

    // Also writes the line: what is checked is what is written.
    private KeptField? FindBroken(ReadOnlySpan<byte> bytes)
    {
        var isShort = !Has(Ts) && Has(EndTime);
        var (time, format, played) = isShort ? (EndTime, ShortTime, ShortMsPlayed) : (Ts, ExtendedTime, MsPlayed);
        if (!Has(time) || !IsTime(ValueOf(time, bytes), format))
        {
            return time;
        }

        if (!Has(played))
        {
            return played;
        }

        Append("{"u8);
        foreach (var field in KeptField.All)
        {
            if (!Has(field))
            {
                continue;
            }

            var value = ValueOf(field, bytes);
            if (!field.IsSound(value))
            {
                return field;
            }

            Append(_length > 1 ? ","u8 : default);
            Append(field.Key);
            AppendValue(value, _values[field.Index].IsText);
        }

        Append("}\n"u8);
        return null;
    }

    // An empty text is none.
    private bool Has(KeptField field) => _values[field.Index].Length > 0;

    private bool IsTime(ReadOnlySpan<byte> text, string format)
    {
        Span<char> characters = stackalloc char[32];
        if (text.Length > characters.Length
            || !Encoding.UTF8.TryGetChars(text, characters, out var length)
            || !DateTime.TryParseExact(
                characters[..length],
                format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time))
        {
            return false;
        }

        Time = new DateTimeOffset(time);
        return Time >= Earliest && Time <= latest;
    }

    // A text that is no Unicode is not valid UTF-8 then.
    private ReadOnlySpan<byte> ValueOf(KeptField field, ReadOnlySpan<byte> bytes)
    {
        var value = _values[field.Index];
        if (!value.IsEscaped)
        {
            return bytes.Slice(value.Start, value.Length);
        }

        var text = new Utf8JsonReader(bytes.Slice(value.Start - 1, value.Length + 2));
        text.Read();
        Grow(ref _text, value.Length);
        try
        {
            return _text.AsSpan(0, text.CopyString(_text));
        }
        catch (InvalidOperationException)
        {
            return [0xFF];
        }
    }

    private void AppendValue(ReadOnlySpan<byte> value, bool isText)
    {
        if (!isText)
        {
            Append(value);
            return;
        }

        Append("\""u8);
        for (var rest = value; !rest.IsEmpty;)
        {
            var plain = rest.IndexOfAny(Escaped);
            Append(plain < 0 ? rest : rest[..plain]);
            rest = plain < 0 ? default : rest[plain..];
            if (!rest.IsEmpty)
            {
                Append(rest[0] switch
                {
                    (byte)'"' => "\\\""u8,
                    (byte)'\\' => "\\\\"u8,
                    var control => Encoding.UTF8.GetBytes($"\\u{control:x4}"),
                });
                rest = rest[1..];
            }
        }

        Append("\""u8);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Grow(ref _line, _length + bytes.Length);
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(length, 2 * buffer.Length));
        }
    }

    private sealed record Field(byte[] Name, KeptField? Kept, DroppedField? Dropped, bool IsIncognito);

    /// <summary>The place of a value in the bytes; a text's is that between its quotes.</summary>
    private readonly record struct Value(int Start, int Length, bool IsText, bool IsEscaped);
}
