using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Functions.Json;

namespace Functions.Transform.Json;

/// <summary>A forward-only reader of one JSON value that jumps over what the caller does not read. It accepts and
/// refuses the same documents as <see cref="Utf8JsonReader"/>, but makes no tokens of the values that it jumps over.
/// After an error, and at the end of the bytes that have come, it is at the end of the bytes and
/// <see cref="HasFailed"/> is true.</summary>
/// <remarks>Methods that read or skip a value require the cursor to be at the value's first byte.</remarks>
/// <param name="decoded">Gets the texts that have escapes or are not valid UTF-8.</param>
internal ref struct JsonCursor(ReadOnlySpan<byte> json, int depth, ArrayBufferWriter<byte> decoded)
{
    private const int DigitsOfAnyLong = 18;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly ArrayBufferWriter<byte> _decoded = decoded;
    private int _depth = depth;
    private bool _isFirst;

    public int Position { get; private set; }

    /// <summary>A value that indicates whether the value is not JSON, or has not come completely.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>A value that indicates whether the value is nested deeper than the cursor reads.</summary>
    public readonly bool IsTooDeep => _depth > SpotifyJson.Options.MaxDepth;

    /// <summary>The byte at the position; 0 at the end of the bytes that have come.</summary>
    public readonly byte Next => Position < _json.Length ? _json[Position] : (byte)0;

    /// <summary>Enters an object; any other value is skipped.</summary>
    /// <returns>False if the value is not an object.</returns>
    public bool EnterObject() => Enter((byte)'{');

    /// <summary>Enters an array; any other value is skipped.</summary>
    /// <returns>False if the value is not an array.</returns>
    public bool EnterArray() => Enter((byte)'[');

    /// <returns>False after the last property.</returns>
    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        if (!NextName(out name, out var isPlain))
        {
            return false;
        }

        name = isPlain ? name : Decoded(name);
        return true;
    }

    /// <returns>False after the last element.</returns>
    public bool NextElement() => NextMember((byte)']');

    /// <summary>Reads a text; any other value counts as unknown.</summary>
    public TextRef ReadText()
    {
        if (Next != '"')
        {
            Skip();
            return default;
        }

        var start = Position + 1;
        if (!SkipString(out var text, out var isPlain))
        {
            return default;
        }

        if (isPlain && Utf8.IsValid(text))
        {
            return new TextRef(start, text.Length);
        }

        var written = _decoded.WrittenCount;
        JsonText.Decode(text, _decoded);
        return new TextRef(~written, _decoded.WrittenCount - written);
    }

    /// <summary>Reads a number, rounded; any other value counts as unknown.</summary>
    public long? ReadWholeNumber()
    {
        if (Next is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9')))
        {
            Skip();
            return null;
        }

        return TakeNumber();
    }

    /// <summary>Reads true or false; any other value counts as unknown.</summary>
    public bool? ReadBoolean()
    {
        bool? value = Next switch { (byte)'t' => true, (byte)'f' => false, _ => null };
        Skip();
        return value;
    }

    public void Skip()
    {
        switch (Next)
        {
            case (byte)'"':
                SkipString(out _, out _);
                break;
            case (byte)'{':
                Enter((byte)'{');
                while (NextName(out _, out _))
                {
                    Skip();
                }

                break;
            case (byte)'[':
                SkipArray();
                break;
            case (byte)'t':
                SkipLiteral("true"u8);
                break;
            case (byte)'f':
                SkipLiteral("false"u8);
                break;
            case (byte)'n':
                SkipLiteral("null"u8);
                break;
            default:
                TakeNumber();
                break;
        }
    }

    private bool NextName(out ReadOnlySpan<byte> name, out bool isPlain)
    {
        name = default;
        isPlain = true;
        if (!NextMember((byte)'}'))
        {
            return false;
        }

        if (Next != '"' || !SkipString(out name, out isPlain))
        {
            return Fail();
        }

        SkipWhite();
        if (Next != ':')
        {
            return Fail();
        }

        Position++;
        SkipWhite();
        return true;
    }

    private bool Enter(byte bracket)
    {
        if (Next != bracket)
        {
            Skip();
            return false;
        }

        _depth++;
        if (IsTooDeep)
        {
            return Fail();
        }

        Position++;
        _isFirst = true;
        return true;
    }

    /// <returns>False behind the closing bracket.</returns>
    private bool NextMember(byte closing)
    {
        SkipWhite();
        if (Next == closing)
        {
            Position++;
            _depth--;
            _isFirst = false;
            return false;
        }

        if (!_isFirst)
        {
            if (Next != ',')
            {
                return Fail();
            }

            Position++;
            SkipWhite();
        }

        _isFirst = false;
        return !HasFailed;
    }

    private void SkipArray()
    {
        if (FlatStrings.Measure(_json[Position..]) is > 0 and var length
            && _depth < SpotifyJson.Options.MaxDepth)
        {
            Position += length;
            return;
        }

        Enter((byte)'[');
        while (NextElement())
        {
            Skip();
        }
    }

    private void SkipLiteral(ReadOnlySpan<byte> literal)
    {
        if (_json[Position..].StartsWith(literal))
        {
            Position += literal.Length;
        }
        else
        {
            Fail();
        }
    }

    private long? TakeNumber()
    {
        var start = Position;
        var at = start;
        long whole = 0;
        while (at < _json.Length && (uint)(_json[at] - '0') <= 9)
        {
            whole = (whole * 10) + (_json[at] - '0');
            at++;
        }

        var digits = at - start;
        if (at < _json.Length
            && digits is > 0 and <= DigitsOfAnyLong
            && (_json[start] != '0' || digits == 1)
            && _json[at] is not ((byte)'.' or (byte)'e' or (byte)'E'))
        {
            Position = at;
            return whole;
        }

        return TakeUnusualNumber();
    }

    /// <summary>Reads a number with a sign, a fraction or an exponent, or a very long one. Anything else
    /// fails.</summary>
    private long? TakeUnusualNumber()
    {
        var end = Position;
        while (end < _json.Length
            && _json[end] is (>= (byte)'0' and <= (byte)'9')
                or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E')
        {
            end++;
        }

        // More digits may follow the bytes that have come.
        if (end == Position || end == _json.Length)
        {
            Fail();
            return null;
        }

        var number = new Utf8JsonReader(_json[Position..end]);
        try
        {
            number.Read();
        }
        catch (JsonException)
        {
            Fail();
            return null;
        }

        Position = end;
        return SpotifyJson.WholeNumber(ref number);
    }

    /// <param name="isPlain">True if it has no escapes.</param>
    private bool SkipString(out ReadOnlySpan<byte> raw, out bool isPlain)
    {
        var start = Position + 1;
        var end = SkipPlain(start);
        isPlain = true;
        while (end < _json.Length && _json[end] == '\\' && EscapeLength(end) is > 0 and var length)
        {
            isPlain = false;
            end = SkipPlain(end + length);
        }

        raw = default;
        if (end >= _json.Length || _json[end] != '"')
        {
            return Fail();
        }

        raw = _json[start..end];
        Position = end + 1;
        return true;
    }

    /// <summary>The position of the next quote, backslash or control character, or the end of the bytes.</summary>
    private readonly int SkipPlain(int at)
    {
        ref var first = ref MemoryMarshal.GetReference(_json);
        while (at <= _json.Length - Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)at);
            var special = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)0x20));
            if (special != Vector128<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }

            at += Vector128<byte>.Count;
        }

        while (at < _json.Length && _json[at] is >= 0x20 and not ((byte)'"' or (byte)'\\'))
        {
            at++;
        }

        return at;
    }

    /// <summary>The length of the escape at a backslash; 0 if it is none.</summary>
    private readonly int EscapeLength(int at)
    {
        if (at + 1 >= _json.Length)
        {
            return 0;
        }

        if (_json[at + 1] != 'u')
        {
            return "\"\\/bfnrt"u8.Contains(_json[at + 1]) ? 2 : 0;
        }

        if (at + 6 > _json.Length)
        {
            return 0;
        }

        foreach (var digit in _json.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return 0;
            }
        }

        return 6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipWhite()
    {
        if (Next <= ' ')
        {
            Position = JsonWhitespace.Skip(_json, Position);
        }
    }

    private static ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> name)
    {
        var decoded = new ArrayBufferWriter<byte>();
        JsonText.Decode(name, decoded);
        return decoded.WrittenSpan;
    }

    private bool Fail()
    {
        HasFailed = true;
        Position = _json.Length;
        return false;
    }
}
