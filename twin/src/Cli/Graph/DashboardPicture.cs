using System.Text.RegularExpressions;
using Infra.Monitoring.Dashboards;
using Twin.Aws.CloudWatch;
using Twin.Cli.Charts;

namespace Twin.Cli.Graph;

/// <summary>The layout of the declared dashboard as a picture in SVG: what each widget shows, and no values.</summary>
internal sealed partial class DashboardPicture
{
    public const string FileName = "docs/dashboard.svg";
    public const string Command = "dotnet dev.cs graph --dashboard --write";

    private const string Rules = """
        svg { font: 11px system-ui, sans-serif } text { fill: var(--ink) } .quiet { fill: var(--quiet) }
        .title { font-size: 12px; font-weight: 600 } .heading { font-size: 15px; font-weight: 600 }
        .paper { fill: var(--paper) } .box { fill: var(--raised); stroke: var(--grid) } .bad { fill: var(--bad) }
        .end { stroke: var(--accent); stroke-dasharray: 6 4; fill: none } .accent { fill: var(--accent) }
        """;

    private const int Columns = 24;
    private const double Column = 40;
    private const double Row = 26;
    private const double Gap = 3;
    private const double Padding = 9;
    private const double FontSize = 11;

    // Bold letters are wider than the estimate's.
    private const double TitleSize = 13.5;
    private const double LineHeight = 14;

    private readonly MarkupWriter _svg = new();
    private readonly string _prefix;

    private DashboardPicture(string stack) => _prefix = $"{stack}-";

    public static string Draw(DeclaredStack stack)
    {
        var dashboard = stack.OfType(CloudWatchResources.Dashboard).Single();
        return Draw(dashboard.Text("dashboardName"), dashboard.Text("dashboardBody"));
    }

    /// <param name="name">The dashboard's name: the stack's name, with which those of its alarms begin.</param>
    public static string Draw(string name, string body) => new DashboardPicture(name).Draw(DashboardWidget.AllOf(body));

    private string Draw(IReadOnlyCollection<DashboardWidget> widgets)
    {
        var (width, height) = (Columns * Column, widgets.Max(widget => widget.Y + widget.Height) * Row);
        _svg.Begin(
                "svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("viewBox", $"0 0 {MarkupWriter.Number(width)} {MarkupWriter.Number(height)}"),
                ("width", width),
                ("height", height),
                ("role", "img"),
                ("aria-labelledby", "title text"))
            .Element("title", "The layout of the dashboard", ("id", "title"))
            .Element(
                "desc",
                string.Join("; ", widgets
                    .OrderBy(widget => (widget.Y, widget.X)).Select(widget => widget.Title).OfType<string>()),
                ("id", "text"))
            .Begin("style")
            .Trusted($$"""

                :root { {{ChartStyle.Light}} }
                @media (prefers-color-scheme: dark) { :root { {{ChartStyle.Dark}} } }
                {{Rules}}

                """.ReplaceLineEndings("\n"))
            .End().Break()
            .Shape("rect", ("width", width), ("height", height), ("class", "paper")).Break();
        foreach (var widget in widgets)
        {
            Draw(widget);
        }

        var end = FirstScreen.Rows * Row;
        _svg.Shape("path", ("d", $"M0 {MarkupWriter.Number(end)}H{MarkupWriter.Number(width)}"), ("class", "end"));
        Text("the first screen ends here", width - Padding, end + 16, "accent", "end");
        return _svg.End().Break().ToString();
    }

    private void Draw(DashboardWidget widget)
    {
        var (x, y) = ((widget.X * Column) + Gap, (widget.Y * Row) + Gap);
        var (width, height) = ((widget.Width * Column) - (2 * Gap), (widget.Height * Row) - (2 * Gap));
        if (widget.IsHeading)
        {
            Text(Plain(widget.Markdown!), x, y + 16, "heading");
            _svg.Break();
            return;
        }

        _svg.Shape("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("rx", 3.0), ("class", "box"));
        var (left, top, inner) = (x + Padding, y + 16, width - (2 * Padding));
        if (widget.Markdown is { } markdown)
        {
            Draw(markdown, left, top, inner, y + height);
        }
        else
        {
            Text(widget.Kind, left + inner, top, "quiet", "end");
            var title = inner - TextWidth.Estimate(widget.Kind, FontSize) - Padding;
            Text(TextWidth.Cut(widget.Title ?? "", title, TitleSize), left, top, "title");
            Content(widget, left, top + LineHeight + 3, inner);
        }

        _svg.Break();
    }

    private void Content(DashboardWidget widget, double x, double y, double width)
    {
        foreach (var line in widget.Lines)
        {
            Draw(line, x, y, width);
            y += LineHeight;
        }

        foreach (var threshold in widget.Thresholds)
        {
            Text(TextWidth.Cut(threshold, width - 12, FontSize), x + 12, y, "bad");
            y += LineHeight;
        }

        foreach (var (index, alarm) in widget.Alarms.Index())
        {
            var name = alarm.StartsWith(_prefix, StringComparison.Ordinal) ? alarm[_prefix.Length..] : alarm;
            Text(
                TextWidth.Cut(name, (width / 2) - 8, FontSize),
                x + (index % 2 * width / 2),
                y + (index / 2 * LineHeight));
        }

        foreach (var line in Wrapped(widget.Query ?? "", width))
        {
            Text(line, x, y, "quiet");
            y += LineHeight;
        }
    }

    // The label, and at the right edge as much of the metric's name as the label leaves room for.
    private void Draw(DashboardLine line, double x, double y, double width)
    {
        if (line.Color is { } color)
        {
            _svg.Shape("circle", ("cx", x + 4), ("cy", y - 4), ("r", 4.0), ("fill", color));
        }

        var room = width - 12;
        var label = TextWidth.Cut(line.Label, room * 0.7, FontSize);
        Text(label, x + 12, y);
        Text(
            TextWidth.Cut(line.Metric, room - TextWidth.Estimate(label, FontSize) - 8, FontSize),
            x + width, y, "quiet", "end");
    }

    // A text is cut at the bottom of its box; the console has a scroll bar there.
    private void Draw(string markdown, double x, double y, double width, double bottom)
    {
        foreach (var paragraph in markdown.Split("\n\n"))
        {
            // The lines of a list stand alone, all others are one text.
            foreach (var block in paragraph.Replace("\n* ", "\n\n* ", StringComparison.Ordinal).Split("\n\n"))
            {
                foreach (var line in Wrapped(Plain(block), width).TakeWhile(_ => y < bottom - 4))
                {
                    Text(line, x, y);
                    y += LineHeight;
                }
            }

            y += LineHeight / 2;
        }
    }

    private static IEnumerable<string> Wrapped(string text, double width)
    {
        var line = "";
        foreach (var word in text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && TextWidth.Estimate(longer, FontSize) > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }

    private static string Plain(string markdown) =>
        Marks().Replace(Items().Replace(Links().Replace(markdown, "$1"), "• "), "");

    private void Text(string text, double x, double y, string? style = null, string? anchor = null) =>
        _svg.Element("text", text, ("x", x), ("y", y), ("text-anchor", anchor), ("class", style));

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^\* ")]
    private static partial Regex Items();

    [GeneratedRegex(@"\*\*|`|^#+ ")]
    private static partial Regex Marks();
}
