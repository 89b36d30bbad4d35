using Twin.Cli.Terminal;

namespace Twin.Cli.Charts;

/// <summary>Estimated widths of text. No font is known when a chart is drawn, so the widths are those of a wide one:
/// text that fits by this estimate fits in any usual font.</summary>
internal static class TextWidth
{
    private const string Ellipsis = "…";
    private const int MaxMarks = 4;

    public static double Estimate(string text, double size) => text.EnumerateRunes().Sum(Ems) * size;

    /// <summary>A name as it is shown, cut with an ellipsis where it is wider than <paramref name="width"/>. No letter
    /// is parted from its marks; of more marks on a letter than any language has, which would cover other lines, the
    /// first ones stay.</summary>
    public static string Cut(string name, double width, double size)
    {
        var shown = WithoutPiles(VisibleText.OnOneLine(name));
        if (Estimate(shown, size) <= width)
        {
            return shown;
        }

        var cut = new StringBuilder();
        var left = width - Estimate(Ellipsis, size);
        for (var letters = StringInfo.GetTextElementEnumerator(shown); letters.MoveNext();)
        {
            var letter = letters.GetTextElement();
            left -= Estimate(letter, size);
            if (left < 0)
            {
                break;
            }

            cut.Append(letter);
        }

        return cut.ToString().TrimEnd() + Ellipsis;
    }

    private static string WithoutPiles(string text)
    {
        var (kept, marks) = (new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            marks = IsPiled(rune) ? marks + 1 : 0;
            if (marks <= MaxMarks)
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    private static double Ems(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '|' or '.' or ',' or ':' or ';' or '\'' or '!' or ' ' => 0.32,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' or '\\' or '"' or '`' => 0.42,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or '→' => 1,
        >= 'a' and <= 'z' or >= '0' and <= '9' => 0.62,
        >= 'A' and <= 'Z' => 0.74,
        <= 0x7F => 0.8,
        _ when IsMark(rune) => 0,
        _ when IsWide(rune) => 1,
        >= 0x1F000 or (>= 0x2600 and <= 0x27BF) => 1.4,
        _ => 0.75,
    };

    private static bool IsMark(Rune rune) => IsPiled(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static bool IsPiled(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
        or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFF);
}
