using System.Buffers;
using System.Text;

namespace Functions.Lake;

/// <summary>
/// The CSV that Athena's OpenCSVSerDe reads back exactly: separator <c>,</c>, quote <c>"</c>, escape <c>\</c>.
/// </summary>
/// <remarks>
/// OpenCSVSerDe drops a backslash unless it stands in a quoted field before a quote or another backslash, and Athena
/// splits records at line breaks before the SerDe sees them, quoted or not.
/// </remarks>
public static class CsvDialect
{
    /// <summary>Between two fields.</summary>
    public const string Delimiter = ",";

    /// <summary>Around a field that holds a delimiter, a quote or a backslash.</summary>
    public const string Quote = "\"";

    /// <summary>Before a quote or another backslash of a quoted field.</summary>
    public const string EscapeCharacter = @"\";

    /// <summary>Between rows, and after the last one.</summary>
    public const string NewLine = "\n";

    private const byte Space = (byte)' ';

    private static readonly SearchValues<byte> Rewritten = SearchValues.Create("\0\r\n\v\f\\"u8);

    /// <summary>
    /// Whether the text stands in the file as it is, in quotes only where CSV needs them; of most texts this is all to
    /// ask.
    /// </summary>
    /// <param name="utf8">Without errors.</param>
    public static bool IsPlain(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return true;
        }

        if (Ascii.IsValid(utf8))
        {
            return utf8[0] > Space && utf8[^1] > Space && !utf8.ContainsAny(Rewritten);
        }

        return !utf8.ContainsAny(Rewritten)
            && !OneLineText.HasLineBreakBeyondAscii(utf8)
            && !HasWhiteEnd(utf8);
    }

    /// <summary>
    /// Appends the text as it stands in the file, but for its quotes: each line break is a space, NUL is gone, and each
    /// backslash is doubled.
    /// </summary>
    /// <param name="utf8">Without errors.</param>
    public static void Escape(ReadOnlySpan<byte> utf8, IBufferWriter<byte> escaped) =>
        OneLineText.Append(utf8, escaped, @"\\"u8);

    /// <summary>
    /// Whether the SerDe would read the escaped text as something else if it stood without quotes, although CSV does
    /// not need any.
    /// </summary>
    public static bool NeedsQuotes(ReadOnlySpan<byte> escaped) =>
        escaped.Contains((byte)'\\') || HasWhiteEnd(escaped);

    private static bool HasWhiteEnd(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return false;
        }

        Rune.DecodeFromUtf8(utf8, out var first, out _);
        Rune.DecodeLastFromUtf8(utf8, out var last, out _);
        return Rune.IsWhiteSpace(first) || Rune.IsWhiteSpace(last);
    }
}
