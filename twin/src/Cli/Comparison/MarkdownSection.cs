using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Cli.Comparison;

/// <param name="Blocks">
/// The content: each block is shown whole or not at all. Without blocks there is no difference.
/// </param>
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

    /// <summary>
    /// The sections in at most <paramref name="limit"/> characters; long ones get the space that short ones do not use.
    /// </summary>
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
