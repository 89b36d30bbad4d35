using System.Xml.Linq;

namespace Twin.Tests.Cli.Charts;

/// <summary>A chart as it is drawn: elements with their places.</summary>
internal sealed class Drawn
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    private Drawn(XElement root) => _root = root;

    public static Drawn From(Chart chart) => new(XElement.Parse(chart.ToFile("id", "the title", "the description")));

    public IReadOnlyList<DrawnText> Texts =>
        [.. All("text").Select(text => new DrawnText(text.Value, Number(text, "x"), Number(text, "y")))];

    public IReadOnlyList<XElement> Find(string element, string style) =>
        [.. All(element).Where(found => Classes(found).Contains(style))];

    /// <summary>The group of a series by the first line of its title.</summary>
    public XElement Series(string name) => All("g").Single(group =>
        group.Element(Svg + "title")?.Value.Split('\n')[0] == name && Classes(group).Contains("series"));

    public static IReadOnlyList<XElement> In(XElement group, string style) =>
        [.. group.Elements().Where(found => Classes(found).Contains(style))];

    public IEnumerable<XElement> All(string element) => _root.Descendants(Svg + element);

    /// <summary>The rectangles of a path.</summary>
    public static IReadOnlyList<(double X, double Y, double Width, double Height)> Boxes(XElement path) =>
    [
        .. Text(path, "d").Split('M', StringSplitOptions.RemoveEmptyEntries)
            .Select(box => box.Split(' ', 'h', 'v').Select(number =>
                double.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : 0).ToList())
            .Select(box => (box[0], box[1], box[2], box[3])),
    ];

    public static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>A text of an element; empty if it has none.</summary>
    public static string Text(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";

    private static string[] Classes(XElement element) => Text(element, "class").Split(' ');
}

internal sealed record DrawnText(string Value, double X, double Y);
