using System.Net;
using Twin.Cli.Terminal;

namespace Twin.Cli.Charts;

/// <summary>HTML and SVG text. Every text and every attribute is escaped, and shows control characters as
/// numbers.</summary>
/// <param name="most">The bytes that what can be left out fills at most.</param>
internal sealed class MarkupWriter(int most = int.MaxValue)
{
    // No text fills a page.
    private const int Longest = 1000;

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();
    private (int Letters, int Bytes) _counted;

    /// <summary>The bytes so far, in UTF-8.</summary>
    public int Bytes
    {
        get
        {
            var added = _text.ToString(_counted.Letters, _text.Length - _counted.Letters);
            _counted = (_text.Length, _counted.Bytes + Encoding.UTF8.GetByteCount(added));
            return _counted.Bytes;
        }
    }

    /// <summary>The bytes that may still be written: none or less where all that can be left out is.</summary>
    public int Room => most - Bytes;

    /// <summary>False if no pointer shows titles, so that they are left out.</summary>
    public bool HasTitles { get; init; } = true;

    /// <param name="attributes">The attributes; one that is null is left out.</param>
    public MarkupWriter Begin(string element, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Tag(element, attributes);
        _text.Append('>');
        _open.Push(element);
        return this;
    }

    public MarkupWriter End()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    public MarkupWriter Element(
        string element, string text, params ReadOnlySpan<(string Name, object? Value)> attributes) =>
        Begin(element, attributes).Text(text).End();

    public MarkupWriter Shape(string element, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Tag(element, attributes);
        _text.Append("/>");
        return this;
    }

    public MarkupWriter Text(string text)
    {
        _text.Append(WebUtility.HtmlEncode(VisibleText.OnOneLine(Cut(text))));
        return this;
    }

    public MarkupWriter Lines(string text)
    {
        _text.Append(WebUtility.HtmlEncode(VisibleText.Escape(text)));
        return this;
    }

    /// <summary>A name of others, whose direction is its own.</summary>
    public MarkupWriter Name(string name) => Element("bdi", name);

    /// <summary>The text that a pointer shows: lines, so that a name that is written from right to left does not
    /// reorder the others.</summary>
    public MarkupWriter Title(params ReadOnlySpan<string> lines)
    {
        if (!HasTitles)
        {
            return this;
        }

        Begin("title");
        for (var line = 0; line < lines.Length; line++)
        {
            _text.Append(line == 0 ? "" : "\n");
            Text(lines[line]);
        }

        return End();
    }

    public MarkupWriter Break()
    {
        _text.Append('\n');
        return this;
    }

    public MarkupWriter Append(MarkupWriter other)
    {
        _text.Append(other._text);
        return this;
    }

    /// <summary>Appends what can be left out; false if there is no room for it.</summary>
    public bool TryAppend(MarkupWriter other)
    {
        var fits = other.Bytes <= Room;
        if (fits)
        {
            Append(other);
        }

        return fits;
    }

    /// <summary>Text that is markup already.</summary>
    public MarkupWriter Trusted(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public static string Cut(string text, int most = Longest) => text.Length <= most ? text : text[..most] + "…";

    /// <summary>A number as SVG has it: one decimal.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A rectangle as a part of a path: shorter than an element.</summary>
    public static string Box(double x, double y, double width, double height) =>
        $"M{Number(x)} {Number(y)}h{Number(width)}v{Number(height)}h-{Number(width)}z";

    public override string ToString() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"<{_open.Peek()}> is open");

    private void Tag(string element, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(name).Append("=\"").Append(Escaped(value)).Append('"');
            }
        }
    }

    private static string Escaped(object value) => value switch
    {
        string text => WebUtility.HtmlEncode(VisibleText.OnOneLine(text)),
        double number => Number(number),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} is not an attribute", nameof(value)),
    };
}
