using Twin.Cli.Terminal;

namespace Twin.Cli.Comparison;

/// <param name="Blocks">The content: each block is shown whole or not at all. Without blocks there is no
/// difference.</param>
internal sealed record MarkdownSection(string Title, ImmutableArray<string> Blocks)
{
    // The characters for the line that tells the number of omitted blocks.
    private const int Reserve = 200;

    private string Head => $"\n### {Title}\n\n";

    public int Length => Head.Length + (Blocks.IsEmpty ? 0 : Blocks.Sum(block => block.Length + 1));

    public string Within(int limit)
    {
        if (Length <= limit)
        {
            return Text(Blocks);
        }

        var room = limit - Head.Length - Reserve;
        var shown = Blocks.TakeWhile(block => (room -= block.Length + 1) >= 0).ToImmutableArray();
        return Text(shown) + string.Create(
            CultureInfo.InvariantCulture,
            $"\n*{Blocks.Length - shown.Length} of {Blocks.Length} entries are left out, for the length.*\n");
    }

    /// <summary>The sections in at most <paramref name="limit"/> characters; long ones get the space that short ones do
    /// not use.</summary>
    public static string Within(int limit, ImmutableArray<MarkdownSection> sections)
    {
        var room = limit;
        var share = new Dictionary<MarkdownSection, int>();
        foreach (var section in sections.OrderBy(section => section.Length))
        {
            share[section] = Math.Min(section.Length, room / (sections.Length - share.Count));
            room -= share[section];
        }

        return string.Concat(sections.Select(section => section.Within(share[section])));
    }

    private string Text(IEnumerable<string> blocks) => Head + string.Concat(blocks.Select(block => block + "\n"));
}

/// <summary>Names and values as safe Markdown. Anyone may have written them, so they stand as code: there GitHub makes
/// no link, no mention and no markup.</summary>
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

    /// <summary>A text without characters that could end code, a line or a table's cell, or change its appearance: each
    /// is replaced by its number, <c>\u0060</c>. Long texts are cut.</summary>
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
