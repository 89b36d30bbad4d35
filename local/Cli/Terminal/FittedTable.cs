using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Local.Cli.Terminal;

/// <summary>A table of plain lines that are no wider than asked for: the widest columns are cut first.</summary>
internal static class FittedTable
{
    private const string Between = "  ";
    private const char Cut = '…';

    /// <summary>The lines, each with as many columns as the header.</summary>
    /// <param name="rows">The header and the rows: visible text.</param>
    /// <param name="width">The number of a terminal's columns.</param>
    public static IEnumerable<string> Lines(ImmutableArray<ImmutableArray<string>> rows, int width)
    {
        var widths = Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => WidthOf(row[column])))
            .ToArray();
        while (widths.Sum() + ((widths.Length - 1) * Between.Length) > width && widths.Max() > 1)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return rows.Select(row => string.Join(Between, row.Select((cell, column) => Padded(cell, widths[column])))
            .TrimEnd());
    }

    /// <summary>A text of no more than a width; one that is wider ends in an ellipsis.</summary>
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

    private static string Padded(string cell, int width)
    {
        var fitted = Fit(cell, width);
        return fitted + new string(' ', Math.Max(0, width - WidthOf(fitted)));
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
