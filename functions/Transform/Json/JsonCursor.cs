using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.Unicode;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Walks through the JSON of one entry, value by value, and takes what it is asked for: texts where they stand, and
/// numbers. It refuses what <see cref="Utf8JsonReader"/> refuses, but makes no tokens of what nobody asks for. Where
/// the JSON is wrong or ends too soon, nothing more is there, and <see cref="HasFailed"/> says so.
/// </summary>
/// <remarks>Before each call that takes a value, the cursor stands at the first byte of one.</remarks>
/// <param name="json">Begins with the entry.</param>
/// <param name="depth">In how many arrays and objects it lies.</param>
/// <param name="decoded">Takes texts that cannot be used as they stand.</param>
internal ref struct EntryCursor(ReadOnlySpan<byte> json, int depth, ArrayBufferWriter<byte> decoded)
{
    private const int DigitsOfAnyLong = 18;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly ArrayBufferWriter<byte> _decoded = decoded;
    private int _depth = depth;
    private bool _isFirst;

    /// <summary>Where the cursor stands.</summary>
    public int Position { get; private set; }

    public bool HasFailed { get; private set; }

    /// <summary>Whether it has failed because the entry is nested deeper than is read.</summary>
    public readonly bool IsTooDeep => _depth > SpotifyJson.Options.MaxDepth;

    /// <summary>The first byte of the value at hand; 0 at the end of what has come.</summary>
    public readonly byte Next => Position < _json.Length ? _json[Position] : (byte)0;

    /// <summary>Enters the value at hand if it is an object; any other is skipped.</summary>
    public bool EnterObject() => Enter((byte)'{');

    /// <summary>Enters the value at hand if it is an array; any other is skipped.</summary>
    public bool EnterArray() => Enter((byte)'[');

    /// <summary>Moves to the value of the next property of the object at hand; false after its last.</summary>
    public bool NextProperty(out SpotifyProperty property)
    {
        property = SpotifyProperty.None;
        if (!NextMember((byte)'}'))
        {
            return false;
        }

        if (Next != '"' || !SkipString(out var name, out var isPlain))
        {
            return Fail();
        }

        property = isPlain ? SpotifyPropertyNames.Of(name) : Decoded(name);
        SkipWhite();
        if (Next != ':')
        {
            return Fail();
        }

        Position++;
        SkipWhite();
        return true;
    }

    /// <summary>Moves to the next element of the array at hand; false after its last.</summary>
    public bool NextElement() => NextMember((byte)']');

    /// <summary>The text at hand; any other value is unknown.</summary>
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

    /// <summary>The number at hand, rounded; any other value is unknown.</summary>
    public long? ReadWholeNumber()
    {
        if (Next is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9')))
        {
            Skip();
            return null;
        }

        return TakeNumber();
    }

    /// <summary>true or false; any other value is unknown.</summary>
    public bool? ReadBoolean()
    {
        bool? value = Next switch { (byte)'t' => true, (byte)'f' => false, _ => null };
        Skip();
        return value;
    }

    /// <summary>Moves behind the value at hand.</summary>
    public void Skip()
    {
        switch (Next)
        {
            case (byte)'"':
                SkipString(out _, out _);
                break;
            case (byte)'{':
                Enter((byte)'{');
                while (NextProperty(out _))
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

    /// <summary>Moves to the next member of the object or array at hand; false behind its closing bracket.</summary>
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
        if (StringArrayScanner.Measure(_json[Position..]) is > 0 and var length
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

    /// <summary>Numbers with a sign, a fraction or an exponent, very long ones, and what is no number at all.</summary>
    private long? TakeUnusualNumber()
    {
        var end = Position;
        while (end < _json.Length
            && _json[end] is (>= (byte)'0' and <= (byte)'9')
                or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E')
        {
            end++;
        }

        // At the end of what has come more digits may follow.
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

    /// <summary>Moves behind the string at hand.</summary>
    /// <param name="raw">What stands between its quotes.</param>
    /// <param name="isPlain">Whether it has no escapes.</param>
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

    /// <summary>Where the next quote, backslash or control character is, or the end of what has come.</summary>
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

    /// <summary>The length of the escape at a backslash; 0 where it is none.</summary>
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

    private static SpotifyProperty Decoded(ReadOnlySpan<byte> name)
    {
        var decoded = new ArrayBufferWriter<byte>();
        JsonText.Decode(name, decoded);
        return SpotifyPropertyNames.Of(decoded.WrittenSpan);
    }

    private bool Fail()
    {
        HasFailed = true;
        Position = _json.Length;
        return false;
    }
}
