using System.Text.RegularExpressions;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>Trino's functions of times.</summary>
internal static partial class TrinoTime
{
    /// <summary>The time in UTC that a text of ISO 8601 names. What it does not say is zero, and the zone UTC; digits
    /// after the milliseconds have no effect.</summary>
    public static DateTime Instant(string text)
    {
        var found = Iso8601().Match(text);
        var said = $"{found.Groups["date"].Value}T{Part("hour")}:{Part("minute")}:{Part("second")}"
            + $".{found.Groups["fraction"].Value.PadRight(3, '0')[..3]}"
            + (found.Groups["zone"].Value is { Length: > 1 } zone ? zone : "+00:00");
        return found.Success && DateTimeOffset.TryParseExact(
            said, "yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time.UtcDateTime
                : throw TrinoScalars.Fail($"INVALID_FUNCTION_ARGUMENT: Invalid format: \"{text}\"");

        string Part(string name) => found.Groups[name] is { Success: true, Value: var value } ? value : "00";
    }

    [GeneratedRegex(
        """
        ^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})
        (T(?<hour>[0-9]{2})(:(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?)?)?
        (?<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso8601();
}
