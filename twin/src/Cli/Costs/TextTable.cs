using System.Collections.Immutable;
using System.Text;

namespace Twin.Cli.Costs;

internal sealed record TextTable(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>The columns with words, which are left-aligned; the others have numbers.</summary>
    public ImmutableArray<int> Words { get; init; } = [0];

    public string ToMarkdown()
    {
        var widths = Header
            .Select((name, column) => Rows.Select(row => row[column].Length).Append(name.Length).Max())
            .ToImmutableArray();
        var text = new StringBuilder();
        Append(text, Header, widths);
        Append(text, [.. widths.Select(Rule)], widths);
        foreach (var row in Rows)
        {
            Append(text, row, widths);
        }

        return text.ToString();
    }

    private string Rule(int width, int column) =>
        Words.Contains(column) ? new string('-', width) : new string('-', width - 1) + ":";

    private void Append(StringBuilder text, ImmutableArray<string> cells, ImmutableArray<int> widths)
    {
        text.Append('|');
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = Words.Contains(column)
                ? cells[column].PadRight(widths[column])
                : cells[column].PadLeft(widths[column]);
            text.Append(' ').Append(cell).Append(" |");
        }

        text.Append('\n');
    }
}
