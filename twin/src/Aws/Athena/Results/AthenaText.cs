using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Results;

/// <summary>Writes values as Athena writes them into a result's CSV.</summary>
internal static class AthenaText
{
    public static string Format(object value, string type) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => TrinoText.Plain(number),
        float number => Format(number),
        decimal number when type.Split(',', ')') is [_, var scale, ..] =>
            number.ToString("F" + scale.Trim(), CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(
            time.Microsecond == 0 ? "yyyy-MM-dd HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.ffffff",
            CultureInfo.InvariantCulture)
            + (type == "timestamp with time zone" ? " UTC" : ""),
        IEnumerable<string?> texts => $"[{string.Join(", ", texts.Select(text => text ?? "null"))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Format(float number) => TrinoText.Plain(double.Parse(
        number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
