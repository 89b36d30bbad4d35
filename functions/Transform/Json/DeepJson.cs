using System.Buffers;
using System.Text.Json;

namespace Functions.Transform;

/// <summary>
/// Skips one entry that cannot be read, however long its texts and numbers are and however deep it is nested: piece by
/// piece, and nothing of it is kept. It refuses what <see cref="Utf8JsonReader"/> refuses, which
/// takes any bytes from 0x20 on in a text, also those that are no UTF-8.
/// </summary>
internal sealed class EntrySkipper
{
    // A byte each.
    private const int Deepest = 1 << 20;

    private static readonly SearchValues<byte> EndOfPlain =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly Stack<bool> _isObject = new();

    private Part _part;
    private bool _isName;
    private int _hexDigits;
    private string _literal = "";
    private int _matched;

    /// <summary>Where in the entry the next byte is.</summary>
    private enum Part
    {
        BeforeValue,
        BeforeFirstElement,
        BeforeName,
        BeforeFirstName,
        BeforeColon,
        BehindMember,
        InText,
        InEscape,
        InHex,
        InLiteral,
        BehindMinus,
        BehindZero,
        InWhole,
        BehindPoint,
        InFraction,
        BehindE,
        BehindSignOfPower,
        InPower,
        Ended,
    }

    /// <summary>Whether all of the entry has been skipped.</summary>
    public bool HasEnded => _part == Part.Ended;

    /// <summary>Begins with another entry.</summary>
    public void Begin()
    {
        _isObject.Clear();
        _part = Part.BeforeValue;
    }

    /// <summary>Goes on, to the end of the entry or of the bytes.</summary>
    /// <returns>How many of them are the entry's.</returns>
    /// <exception cref="JsonException">It is no JSON, or nested too deep even for this.</exception>
    public int Skip(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && !HasEnded)
        {
            if (_part == Part.InText)
            {
                var plain = bytes[at..].IndexOfAny(EndOfPlain);
                if (plain < 0)
                {
                    return bytes.Length;
                }

                at += plain;
            }

            if (Take(bytes[at]))
            {
                at++;
            }
        }

        return at;
    }

    /// <returns>False where a number ended before this byte, which is to be taken again.</returns>
    private bool Take(byte next)
    {
        switch (_part)
        {
            case Part.InText:
                TakeInText(next);
                return true;
            case Part.InEscape:
                TakeEscape(next);
                return true;
            case Part.InHex when char.IsAsciiHexDigit((char)next):
                _part = --_hexDigits == 0 ? Part.InText : Part.InHex;
                return true;
            case Part.InLiteral when next == _literal[_matched]:
                _matched++;
                if (_matched == _literal.Length)
                {
                    EndMember();
                }

                return true;
            case >= Part.BehindMinus and <= Part.InPower:
                return TakeInNumber(next);
            case Part.InHex or Part.InLiteral:
                throw Unexpected(next);
            default:
                if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                {
                    TakeBetween(next);
                }

                return true;
        }
    }

    private void TakeInText(byte next)
    {
        if (next == '\\')
        {
            _part = Part.InEscape;
        }
        else if (next != '"')
        {
            throw Unexpected(next);
        }
        else if (_isName)
        {
            _part = Part.BeforeColon;
        }
        else
        {
            EndMember();
        }
    }

    private void TakeEscape(byte next)
    {
        if (next == 'u')
        {
            (_part, _hexDigits) = (Part.InHex, 4);
        }
        else if ("\"\\/bfnrt"u8.Contains(next))
        {
            _part = Part.InText;
        }
        else
        {
            throw Unexpected(next);
        }
    }

    private bool TakeInNumber(byte next)
    {
        Part? part = (_part, (char)next) switch
        {
            (Part.BehindMinus, '0') => Part.BehindZero,
            (Part.BehindMinus or Part.InWhole, >= '0' and <= '9') => Part.InWhole,
            (Part.BehindZero or Part.InWhole, '.') => Part.BehindPoint,
            (Part.BehindPoint or Part.InFraction, >= '0' and <= '9') => Part.InFraction,
            (Part.BehindZero or Part.InWhole or Part.InFraction, 'e' or 'E') => Part.BehindE,
            (Part.BehindE, '+' or '-') => Part.BehindSignOfPower,
            (Part.BehindE or Part.BehindSignOfPower or Part.InPower, >= '0' and <= '9') => Part.InPower,
            (Part.BehindZero or Part.InWhole or Part.InFraction or Part.InPower, _) => null,
            _ => throw Unexpected(next),
        };
        if (part is { } found)
        {
            _part = found;
            return true;
        }

        EndMember();
        return false;
    }

    private void TakeBetween(byte next)
    {
        switch (_part, (char)next)
        {
            case (Part.BeforeFirstElement, ']'):
            case (Part.BeforeFirstName, '}'):
            case (Part.BehindMember, ']') when !_isObject.Peek():
            case (Part.BehindMember, '}') when _isObject.Peek():
                _isObject.Pop();
                EndMember();
                break;
            case (Part.BehindMember, ','):
                _part = _isObject.Peek() ? Part.BeforeName : Part.BeforeValue;
                break;
            case (Part.BeforeName or Part.BeforeFirstName, '"'):
                (_part, _isName) = (Part.InText, true);
                break;
            case (Part.BeforeColon, ':'):
                _part = Part.BeforeValue;
                break;
            case (Part.BeforeValue or Part.BeforeFirstElement, _):
                BeginValue(next);
                break;
            default:
                throw Unexpected(next);
        }
    }

    private void BeginValue(byte next)
    {
        switch ((char)next)
        {
            case '{':
                Open(isObject: true);
                break;
            case '[':
                Open(isObject: false);
                break;
            case '"':
                (_part, _isName) = (Part.InText, false);
                break;
            case 't' or 'f' or 'n':
                (_part, _matched) = (Part.InLiteral, 1);
                _literal = next switch { (byte)'t' => "true", (byte)'f' => "false", _ => "null" };
                break;
            case '-':
                _part = Part.BehindMinus;
                break;
            default:
                _part = Part.BehindMinus;
                TakeInNumber(next);
                break;
        }
    }

    private void Open(bool isObject)
    {
        if (_isObject.Count == Deepest)
        {
            throw new JsonException($"an entry is nested in more than {Deepest} levels");
        }

        _isObject.Push(isObject);
        _part = isObject ? Part.BeforeFirstName : Part.BeforeFirstElement;
    }

    private void EndMember() => _part = _isObject.Count == 0 ? Part.Ended : Part.BehindMember;

    private static JsonException Unexpected(byte next) =>
        new($"an entry that cannot be read is no JSON either: 0x{next:X2} stands where it must not");
}
