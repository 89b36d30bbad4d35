using System.Text;

namespace Twin.Cli.Terminal;

/// <summary>
/// Standard output or standard error, for text: whatever is written, no control or format character reaches it. What
/// is written with <c>Write</c> has lines of its own; what is written with <c>WriteLine</c> is one message, and a
/// further line in it is indented.
/// </summary>
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
