using Spectre.Console;
using Spectre.Console.Rendering;

namespace Twin.Cli.Terminal;

/// <summary>The console of this process, for as long as it is open: everything that is written to it passes
/// <see cref="VisibleWriter"/>, or <see cref="VisibleSegments"/> where it is drawn.</summary>
internal sealed class VisibleConsole : IDisposable
{
    private static (TextWriter Output, TextWriter Errors)? _unguarded;

    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _errors = Console.Error;

    private VisibleConsole()
    {
        _unguarded = (_output, _errors);
        Console.SetOut(new VisibleWriter(_output));
        Console.SetError(new VisibleWriter(_errors));
    }

    public static VisibleConsole Open() => new();

    public static IAnsiConsole Output() =>
        Create(new Stream(_unguarded?.Output ?? Console.Out, !Console.IsOutputRedirected));

    public static IAnsiConsole Errors() =>
        Create(new Stream(_unguarded?.Errors ?? Console.Error, !Console.IsErrorRedirected));

    public static IAnsiConsole Create(IAnsiConsoleOutput output, AnsiSupport ansi = AnsiSupport.Detect)
    {
#pragma warning disable RS0030 // the one place where it is made
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output, Ansi = ansi });
#pragma warning restore RS0030
        console.Pipeline.Attach(new VisibleSegments());
        return console;
    }

    public void Dispose()
    {
        _unguarded = null;
        Console.SetOut(_output);
        Console.SetError(_errors);
    }

    // Spectre's own takes the guarded writer for no terminal.
    private sealed class Stream(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput _size = new(writer);

        public TextWriter Writer => writer;
        public bool IsTerminal => isTerminal;
        public int Width => _size.Width;
        public int Height => _size.Height;

        public void SetEncoding(Encoding encoding) => _size.SetEncoding(encoding);
    }
}

/// <summary>The same for what Spectre.Console draws: its own control codes stay, and none comes from a text. Tables
/// measure their cells before, and so take visible text already.</summary>
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

/// <summary>Standard output or standard error, for text: whatever is written, no control or format character reaches
/// it. What is written with <c>Write</c> has lines of its own; what is written with <c>WriteLine</c> is one message,
/// and a further line in it is indented.</summary>
internal sealed class VisibleWriter(TextWriter writer) : TextWriter
{
    // The first half of a character whose second one is still to come.
    private char? _half;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value)
    {
        if (char.IsHighSurrogate(value) && _half is null)
        {
            _half = value;
        }
        else
        {
            Write([value]);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer) => writer.Write(VisibleText.Escape(Whole(buffer)));

    public override void WriteLine() => WriteLine("");

    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    public override void WriteLine(ReadOnlySpan<char> buffer) =>
        writer.WriteLine(VisibleText.OfMessage(Whole(buffer).ToString()));

    public override void Flush() => writer.Flush();

    private ReadOnlySpan<char> Whole(ReadOnlySpan<char> text)
    {
        if (_half is { } half)
        {
            _half = null;
            return $"{half}{text}";
        }

        return text;
    }
}
