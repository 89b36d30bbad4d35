using Spectre.Console;
using Spectre.Console.Rendering;

namespace Twin.Cli.Terminal;

/// <summary>
/// A line that is drawn as it is: the terminal breaks it where it is too long. What it is drawn over, a progress display
/// say, is erased first.
/// </summary>
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
