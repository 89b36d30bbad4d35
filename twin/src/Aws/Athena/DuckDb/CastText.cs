using System.Text.RegularExpressions;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>The texts that Trino casts to other types.</summary>
internal static partial class CastText
{
    /// <summary>The text as DuckDB casts it.</summary>
    /// <param name="kind">The kind of type: integer, number, decimal, boolean, date or timestamp.</param>
    public static string Checked(string text, string kind) =>
        Tried(text, kind) ?? throw TrinoScalars.Fail($"INVALID_CAST_ARGUMENT: Cannot cast '{text}' to {kind}");

    /// <summary>The text as DuckDB casts it; null if Trino has no value for it.</summary>
    public static string? Tried(string text, string kind)
    {
        var pattern = kind switch
        {
            "integer" => Integer(),
            "decimal" => Decimal(),
            "boolean" => Boolean(),
            "date" => Date(),
            "timestamp" => Timestamp(),
            _ => Number(),
        };
        return kind is "date" or "timestamp" && OtherYear().IsMatch(text)
            ? throw TrinoScalars.Fail($"the twin knows the years 1 to 9999 only, not {text}")
            : pattern.IsMatch(text) ? text.Trim() : null;
    }

    [GeneratedRegex(@"\A\s*[+-]?[0-9]+\s*\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A\s*([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?Infinity|NaN)\s*\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A(t|true|1|f|false|0)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boolean();

    [GeneratedRegex(@"\A\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s*\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"\A\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
        + @"( ([01]?[0-9]|2[0-3]):[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]+)?)?)?\s*\z")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\A\s*([+-][0-9]+|[0-9]{5,})-[0-9]{1,2}-[0-9]{1,2}( .*)?\z")]
    private static partial Regex OtherYear();
}
