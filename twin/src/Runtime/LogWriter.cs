using System.Text;

namespace Twin.Runtime;

/// <summary>
/// The console's writer: passes on complete lines. A string written by <c>WriteLine</c> stays in one piece.
/// </summary>
internal sealed class LogWriter(Action<string> write) : TextWriter
{
    private readonly StringBuilder _begun = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            WriteLine();
        }
        else if (value != '\r')
        {
            _begun.Append(value);
        }
    }

    public override void WriteLine()
    {
        write(_begun.ToString());
        _begun.Clear();
    }

    public override void WriteLine(string? value)
    {
        _begun.Append(value);
        WriteLine();
    }

    public override void Flush()
    {
        if (_begun.Length > 0)
        {
            WriteLine();
        }
    }
}
