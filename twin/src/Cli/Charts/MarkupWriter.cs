using System.Net;
using Twin.Cli.Terminal;

namespace Twin.Cli.Charts;

/// <summary>HTML and SVG text. Every text and every attribute is escaped, and shows control characters as
/// numbers.</summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

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
        _text.Append(WebUtility.HtmlEncode(VisibleText.OnOneLine(text)));
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

    /// <summary>Text that is markup already.</summary>
    public MarkupWriter Trusted(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>A number as SVG has it: one decimal.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

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
