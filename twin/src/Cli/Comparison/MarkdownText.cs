using System.Globalization;
using System.Text;
using Twin.Cli.Terminal;

namespace Twin.Cli.Comparison;

/// <summary>
/// Names and values as safe Markdown. Anyone may have written them, so they stand as code: there GitHub makes no link,
/// no mention and no markup.
/// </summary>
internal static class MarkdownText
{
    private const int MaxCharacters = 300;

    public static string Code(string? text) => text switch
    {
        null or "" => "*(empty)*",
        _ => $"`{Harmless(text)}`",
    };

    public static string Codes(IReadOnlyCollection<string> texts)
    {
        const int Most = 20;
        var shown = string.Join(", ", texts.Take(Most).Select(Code));
        return texts.Count > Most
            ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {texts.Count - Most} more")
            : shown;
    }

    /// <summary>
    /// A text without characters that could end code, a line or a table's cell, or change its appearance: each is
    /// replaced by its number, <c>\u0060</c>. Long texts are cut.
    /// </summary>
    public static string Harmless(string text)
    {
        var result = new StringBuilder();
        var read = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= MaxCharacters)
            {
                result.Append(CultureInfo.InvariantCulture, $" … ({text.Length - read} more characters)");
                break;
            }

            read += rune.Utf16SequenceLength;
            if (IsHarmless(rune))
            {
                result.Append(rune.ToString());
            }
            else
            {
                result.Append(VisibleText.Number(rune));
            }
        }

        return result.ToString();
    }

    private static bool IsHarmless(Rune rune) => rune.Value is not ('`' or '|')
        && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
