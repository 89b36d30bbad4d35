using System.Buffers;
using System.Text;

namespace Functions.Lake;

/// <summary>
/// The CSV that Athena's OpenCSVSerDe reads back exactly: separator <c>,</c>, quote <c>"</c>, escape <c>\</c>.
/// </summary>
/// <remarks>
/// OpenCSVSerDe drops a backslash unless it stands in a quoted field before a quote or another backslash, and Athena
/// splits records at line breaks before the SerDe sees them, quoted or not.
/// </remarks>
public static class CsvDialect
{
    /// <summary>Between two fields.</summary>
    public const string Delimiter = ",";

    /// <summary>Around a field that holds a delimiter, a quote or a backslash.</summary>
    public const string Quote = "\"";

    /// <summary>Between rows, and after the last one.</summary>
    public const string NewLine = "\n";

    private const string LineBreaks = "\r\n\v\f\u0085\u2028\u2029";

    private static readonly SearchValues<char> Rewritten = SearchValues.Create(LineBreaks + "\0\\");
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\\");

    /// <summary>
    /// The text as it stands in the file, but for its quotes: each line break is a space, NUL is gone, and each
    /// backslash is doubled.
    /// </summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Rewritten))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\0':
                    break;
                case '\\':
                    escaped.Append(@"\\");
                    break;
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case var c:
                    escaped.Append(LineBreaks.Contains(c) ? ' ' : c);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>Whether the SerDe would read the escaped text as something else if it stood without quotes.</summary>
    public static bool NeedsQuotes(ReadOnlySpan<char> escaped) =>
        escaped.Length > 0
        && (char.IsWhiteSpace(escaped[0]) || char.IsWhiteSpace(escaped[^1]) || escaped.ContainsAny(Quoted));
}
