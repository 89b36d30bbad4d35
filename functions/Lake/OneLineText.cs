namespace Functions.Lake;

/// <summary>A text as a table has it, in any format: each line break is a space, since Athena splits records there
/// before it reads CSV, and NUL is removed.</summary>
internal static class OneLineText
{
    private static readonly SearchValues<byte> Rewritten = SearchValues.Create("\0\r\n\v\f"u8);

    /// <param name="utf8">Valid UTF-8.</param>
    public static bool IsKept(ReadOnlySpan<byte> utf8) =>
        !utf8.ContainsAny(Rewritten) && (Ascii.IsValid(utf8) || !HasLineBreakBeyondAscii(utf8));

    /// <summary>Determines whether the text has a line break of two bytes or more.</summary>
    public static bool HasLineBreakBeyondAscii(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("\u0085"u8) >= 0 || utf8.IndexOf("\u2028"u8) >= 0 || utf8.IndexOf("\u2029"u8) >= 0;

    /// <param name="utf8">Valid UTF-8.</param>
    public static void Append(ReadOnlySpan<byte> utf8, IBufferWriter<byte> kept, ReadOnlySpan<byte> backslash)
    {
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            switch (rune.Value)
            {
                case '\0':
                case '\r' when utf8.Length > 1 && utf8[1] == (byte)'\n':
                    break;
                case '\\':
                    kept.Write(backslash);
                    break;
                case '\r' or '\n' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029':
                    kept.Write(" "u8);
                    break;
                default:
                    kept.Write(utf8[..length]);
                    break;
            }

            utf8 = utf8[length..];
        }
    }
}
