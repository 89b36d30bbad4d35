using Spectre.Console;
using Spectre.Console.Rendering;

namespace Twin.Cli.Terminal;

/// <summary>A table of plain lines that are no wider than asked for: the widest columns are cut first.</summary>
internal static class ConsoleTable
{
    private const string Between = "  ";
    private const char Cut = '…';

    /// <param name="rows">The header and the rows: visible text.</param>
    public static IEnumerable<string> Lines(
        ImmutableArray<ImmutableArray<string>> rows, int width, params ImmutableArray<int> numbers)
    {
        var widths = WidthsOf(rows);
        while (WidthOf(widths) > width && widths.Max() > 1)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return rows.Select(row => Line([.. row.Select((cell, column) => Fit(cell, widths[column]))], widths, numbers));
    }

    /// <summary>The lines without any cut: a cell that is too wide takes several of them.</summary>
    /// <param name="rows">The header, which must fit, and the rows: visible text.</param>
    public static IEnumerable<string> WholeLines(
        ImmutableArray<ImmutableArray<string>> rows, int width, params ImmutableArray<int> numbers)
    {
        var widths = WidthsOf(rows);
        Narrow(widths, WidthsOfWords(rows), width);
        Narrow(widths, WidthsOfWords([rows[0]]), width);
        return rows.SelectMany(row => Lines(row, widths, numbers));
    }

    public static int WidthOf(ImmutableArray<string> row) => WidthOf(WidthsOf([row]));

    /// <summary>Cuts a text that is too wide: it ends in an ellipsis then.</summary>
    public static string Fit(string text, int width)
    {
        if (WidthOf(text) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        var left = width - 1;
        foreach (var element in Elements(text))
        {
            left -= WidthOfElement(element);
            if (left < 0)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.Append(Cut).ToString();
    }

    private static int[] WidthsOf(ImmutableArray<ImmutableArray<string>> rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => WidthOf(row[column])))];

    // A name of a column may be broken at its underscores.
    private static int[] WidthsOfWords(ImmutableArray<ImmutableArray<string>> rows) =>
    [
        .. Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.SelectMany(row => Words(row[column])).Max(WidthOf)),
    ];

    private static string[] Words(string cell) => cell.Replace("_", "_ ", StringComparison.Ordinal).Split(' ');

    // The widest columns first, and none below its least width.
    private static void Narrow(int[] widths, int[] least, int width)
    {
        while (WidthOf(widths) > width)
        {
            var spare = widths.Zip(least, (now, lowest) => now > lowest ? now : 0).ToArray();
            if (spare.Max() == 0)
            {
                break;
            }

            widths[Array.IndexOf(spare, spare.Max())]--;
        }
    }

    private static int WidthOf(int[] widths) => widths.Sum() + ((widths.Length - 1) * Between.Length);

    private static IEnumerable<string> Lines(
        ImmutableArray<string> row, int[] widths, ImmutableArray<int> numbers)
    {
        var cells = row.Select((cell, column) => Broken(cell, widths[column]).ToList()).ToList();
        return Enumerable.Range(0, cells.Max(cell => cell.Count))
            .Select(line => Line([.. cells.Select(cell => cell.ElementAtOrDefault(line) ?? "")], widths, numbers));
    }

    private static string Line(ImmutableArray<string> row, int[] widths, ImmutableArray<int> numbers) => string.Join(
        Between,
        row.Select((cell, column) => Padded(cell, widths[column], numbers.Contains(column)))).TrimEnd();

    private static string Padded(string cell, int width, bool isNumber)
    {
        var padding = new string(' ', Math.Max(0, width - WidthOf(cell)));
        return isNumber ? padding + cell : cell + padding;
    }

    /// <summary>Breaks a text after spaces and underscores where it has them.</summary>
    private static IEnumerable<string> Broken(string text, int width)
    {
        var part = new StringBuilder();
        var (left, isBroken) = (width, false);
        foreach (var element in Elements(text))
        {
            if (WidthOfElement(element) > left && part.Length > 0)
            {
                var end = element == " " ? 0 : part.ToString().LastIndexOfAny([' ', '_']) + 1;
                var kept = end > 0 ? end : part.Length;
                yield return part.ToString(0, kept).TrimEnd();
                part.Remove(0, kept);
                left = width - WidthOf(part.ToString());
                isBroken = true;
            }

            // The space at which a text is broken would indent the next part.
            if (element != " " || part.Length > 0 || !isBroken)
            {
                part.Append(element);
                left -= WidthOfElement(element);
            }
        }

        yield return part.ToString();
    }

    private static int WidthOf(string text) => Elements(text).Sum(WidthOfElement);

    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }

    // Several symbols that are one picture, a flag say, take the place of one.
    private static int WidthOfElement(string element) =>
        element.Length > 2 && CharUnicodeInfo.GetUnicodeCategory(element, 0) == UnicodeCategory.OtherSymbol
            ? 2
            : element.GetCellWidth();
}

/// <summary>A line that the terminal breaks, not Spectre.Console. It first erases what it is drawn over, such as a
/// progress display.</summary>
internal sealed class WholeLine(params IReadOnlyList<(string Style, string Text)> parts) : Renderable
{
    private static readonly Segment EraseBelow = Segment.Control("\u001b[J");

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
    [
        .. options.Ansi ? [EraseBelow] : Enumerable.Empty<Segment>(),
        .. parts.Select(part => new Segment(part.Text, Style.Parse(part.Style))),
        Segment.LineBreak,
    ];
}
