using System.Text.RegularExpressions;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>Trino's functions of URLs.</summary>
internal static partial class TrinoUrl
{
    /// <summary>A part of a URL; null if the text is no URL, or lacks the part.</summary>
    public static string? Part(string url, string part)
    {
        if (Parts().Match(url) is not { Success: true } found)
        {
            return null;
        }

        var value = found.Groups[part] is { Success: true } group ? group.Value : null;
        return part is "path" or "fragment" or "host" && value?.Contains('%', StringComparison.Ordinal) == true
            ? throw TrinoScalars.Fail("the twin takes no encoded part from a URL")
            : value ?? (part == "path" ? "" : null);
    }

    public static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            encoded.Append(c == ' ' ? "+"
                : char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '*' ? c.ToString()
                : $"%{b:X2}");
        }

        return encoded.ToString();
    }

    public static string Decode(string text) => Wrong().IsMatch(text)
        ? throw TrinoScalars.Fail("INVALID_FUNCTION_ARGUMENT: Illegal hex characters in escape (%) pattern")
        : Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(
        @"\A((?<protocol>[A-Za-z][A-Za-z0-9+.-]*):)?"
        + @"(//([^/?#@\s""<>\\^`{|}]*@)?(?<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])?(:(?<port>[0-9]*))?)?"
        + @"(?<path>[^?#\s""<>\\^`{|}]*)(\?(?<query>[^#\s""<>\\^`{|}]*))?(#(?<fragment>[^\s""<>\\^`{|}]*))?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex Wrong();
}
