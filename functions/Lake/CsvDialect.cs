namespace Functions.Lake;

/// <summary>The CSV that Athena's OpenCSVSerDe reads back exactly: separator <c>,</c>, quote <c>"</c>, escape
/// <c>\</c>.</summary>
/// <remarks>OpenCSVSerDe drops a backslash, except in a quoted field before a quote or another backslash, and Athena
/// splits records at line breaks before the SerDe sees them, quoted or not.</remarks>
public static class CsvDialect
{
    public const string Delimiter = ",";
    public const string Quote = "\"";

    /// <summary>The escape character before a quote or a backslash in a quoted field.</summary>
    public const string EscapeCharacter = @"\";

    public const string NewLine = "\n";

    private const byte Space = (byte)' ';

    private static readonly SearchValues<byte> Rewritten = SearchValues.Create("\0\r\n\v\f\\"u8);

    /// <summary>Determines whether the text is written as it is, in quotes only if CSV needs them. That is so for most
    /// texts.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
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

    /// <summary>Appends the text as the file has it, without quotes around it: each line break becomes a space, NUL is
    /// removed, and each backslash is doubled.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static void Escape(ReadOnlySpan<byte> utf8, IBufferWriter<byte> escaped) =>
        OneLineText.Append(utf8, escaped, @"\\"u8);

    /// <summary>Determines whether the SerDe would misread the escaped text without quotes, although CSV needs
    /// none.</summary>
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
