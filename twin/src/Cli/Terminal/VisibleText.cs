using System.Buffers;

namespace Twin.Cli.Terminal;

/// <summary>Text of others as it may be shown: a control or format character stands as its number, <c>\u001b</c> or
/// <c>\U000e0041</c>, since a terminal obeys the ones and hides the others. Everything else stays as it is.</summary>
/// <remarks>Format characters that have a shape of their own (the Arabic number signs) stay, and so do the two
/// joiners where scripts and emoji need them: between two letters, marks or symbols that are neither Latin, Greek,
/// Cyrillic nor Armenian. There they change shapes, and neither the order nor the meaning of anything else.</remarks>
internal static class VisibleText
{
    // Hebrew is the first script after those that never join.
    private const int FirstOfJoiningScripts = 0x0590;

    // Printable ASCII and line breaks: by far the most of what is written.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code), '\n']);

    /// <summary>A text on one line: a line break in it is shown too.</summary>
    public static string OnOneLine(string text) =>
        Escape(text).Replace("\n", Number(new Rune('\n')), StringComparison.Ordinal);

    /// <summary>A message: what follows a line break in it is indented, and so no line of somebody else's.</summary>
    public static string OfMessage(string text) => Escape(text).Replace("\n", "\n  ", StringComparison.Ordinal);

    /// <summary>A text of several lines. Where line breaks are of two characters, they are of one after that.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(Plain))
        {
            return text.ToString();
        }

        var shown = new StringBuilder(text.Length);
        Rune? before = null;
        for (var rest = text; !rest.IsEmpty;)
        {
            var isSound = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            var character = rest[..length];
            rest = rest[length..];
            if (!isSound)
            {
                shown.Append(Number(character[0]));
            }
            else if (rune.Value == '\r' && rest.StartsWith("\n"))
            {
                // The line break follows.
            }
            else if (rune.Value == '\n' || IsVisible(rune) || (IsJoiner(rune) && Joins(before) && Joins(FirstOf(rest))))
            {
                shown.Append(character);
            }
            else
            {
                shown.Append(Number(rune));
            }

            before = isSound ? rune : null;
        }

        return shown.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => rune.Value is (>= 0x0600 and <= 0x0605) or 0x06DD or 0x0890 or 0x0891 or 0x08E2
            or 0x110BD or 0x110CD,
        _ => true,
    };

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool Joins(Rune? beside) => beside is { Value: >= FirstOfJoiningScripts } rune
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static Rune? FirstOf(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done ? rune : null;

    public static string Number(Rune rune) => rune.IsBmp
        ? Number((char)rune.Value)
        : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");

    private static string Number(char unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
}
