using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// A JSON reader over the part of a page that has come so far. Where the part ends within what is read, everything
/// after reads as if it were not there, and <see cref="IsOut"/> says so: whoever reads starts again with more of it.
/// </summary>
/// <param name="bytes">What has come and was not read yet.</param>
/// <param name="isLast">Whether nothing comes after.</param>
/// <param name="state">Of what was read before.</param>
/// <param name="decoded">Takes texts that cannot be used as they stand.</param>
internal ref struct JsonCursor(
    ReadOnlySpan<byte> bytes, bool isLast, JsonReaderState state, ArrayBufferWriter<byte> decoded)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly bool _isLast = isLast;
    private readonly ArrayBufferWriter<byte> _decoded = decoded;
    private Utf8JsonReader _json = new(bytes, isLast, state);
    private int _start;

    /// <summary>Whether the bytes ended within a value.</summary>
    public bool IsOut { get; private set; }

    public readonly JsonTokenType Token => _json.TokenType;

    public readonly int Depth => _json.CurrentDepth;

    public readonly JsonReaderState State => _json.CurrentState;

    /// <summary>How far it is read.</summary>
    public readonly int Position => _start + (int)_json.BytesConsumed;

    /// <summary>Where the token at hand starts.</summary>
    public readonly int TokenStart => _start + (int)_json.TokenStartIndex;

    /// <summary>What the texts that were read refer to.</summary>
    public readonly EntryText Text => new(_bytes, _decoded.WrittenSpan);

    /// <exception cref="JsonException">What comes is no JSON.</exception>
    public bool Read()
    {
        if (_json.Read())
        {
            return true;
        }

        IsOut = true;
        return false;
    }

    /// <summary>Moves to the next property of the object at hand; false after its last.</summary>
    public bool NextProperty() => Read() && Token == JsonTokenType.PropertyName;

    /// <summary>Which property is at hand.</summary>
    public readonly Known Property()
    {
        if (!_json.ValueIsEscaped)
        {
            return KnownNames.Of(_json.ValueSpan);
        }

        var name = new ArrayBufferWriter<byte>();
        JsonText.Decode(_json.ValueSpan, name);
        return KnownNames.Of(name.WrittenSpan);
    }

    /// <summary>Whether the property at hand has this name.</summary>
    public bool IsProperty(ReadOnlySpan<byte> name) => SpotifyJson.Is(ref _json, name);

    /// <summary>Moves from a property's name to its value, and says whether that is an object; no other is entered.</summary>
    public bool EnterObject() => Read() && IsObject();

    /// <summary>Whether the value at hand is an object; any other is skipped.</summary>
    public bool IsObject()
    {
        if (Token == JsonTokenType.StartObject)
        {
            return true;
        }

        Skip();
        return false;
    }

    /// <summary>Moves to the end of the value at hand, or of the property's at hand.</summary>
    public void Skip()
    {
        if (Token == JsonTokenType.PropertyName && !Read())
        {
            return;
        }

        if (Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = Depth;
            while (Read() && Depth > depth)
            {
            }
        }
    }

    /// <summary>Skips the property at hand like <see cref="Skip"/>: in one leap where it is a list of plain strings.</summary>
    public void SkipStrings()
    {
        if (Token == JsonTokenType.PropertyName && FlatStrings.Measure(_bytes[Position..]) is > 0 and var length)
        {
            // The reader cannot be moved, but it goes on after any value that stands for the one that was measured
            var standIn = new Utf8JsonReader("null"u8, isFinalBlock: false, _json.CurrentState);
            standIn.Read();
            _start = Position + length;
            _json = new Utf8JsonReader(_bytes[_start..], _isLast, standIn.CurrentState);
        }
        else
        {
            Skip();
        }
    }

    /// <summary>The text of the property at hand; any other value is unknown.</summary>
    public TextRef ReadText()
    {
        if (!Read() || Token != JsonTokenType.String)
        {
            Skip();
            return default;
        }

        var value = _json.ValueSpan;
        if (!_json.ValueIsEscaped && Utf8.IsValid(value))
        {
            return new TextRef(TokenStart + 1, value.Length);
        }

        var start = _decoded.WrittenCount;
        JsonText.Decode(value, _decoded);
        return new TextRef(~start, _decoded.WrittenCount - start);
    }

    /// <summary>The number of the property at hand, rounded; any other value is unknown.</summary>
    public long? ReadWholeNumber() => Read() ? WholeNumber() : null;

    /// <summary>The number at hand, rounded; any other value is skipped.</summary>
    public long? WholeNumber()
    {
        if (Token == JsonTokenType.Number)
        {
            return SpotifyJson.WholeNumber(ref _json);
        }

        Skip();
        return null;
    }

    /// <summary>true or false of the property at hand; any other value is unknown.</summary>
    public bool? ReadBoolean()
    {
        if (!Read())
        {
            return null;
        }

        switch (Token)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                Skip();
                return null;
        }
    }
}
