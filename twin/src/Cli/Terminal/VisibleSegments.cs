using Spectre.Console.Rendering;

namespace Twin.Cli.Terminal;

/// <summary>
/// The same for what Spectre.Console draws: its own control codes stay, and none comes from a text. Tables measure
/// their cells before, and so take visible text already.
/// </summary>
internal sealed class VisibleSegments : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Visible(renderable));

    private sealed class Visible(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak
                ? segment
                : new Segment(VisibleText.Escape(segment.Text), segment.Style));
    }
}
