namespace Twin.Aws.Athena.Results;

/// <summary>Writes values as Athena writes them into a result's CSV.</summary>
internal static class AthenaText
{
    public static string Format(object value, string type) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => Format(number),
        float number => Format(number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(
            time.Microsecond == 0 ? "yyyy-MM-dd HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.ffffff",
            CultureInfo.InvariantCulture)
            + (type == "timestamp with time zone" ? " UTC" : ""),
        IEnumerable<string?> texts => $"[{string.Join(", ", texts.Select(text => text ?? "null"))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Java's format: plain notation from a thousandth to ten million, and always a digit after the
    /// point.</summary>
    private static string Format(double number)
    {
        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (number == 0 || Math.Abs(number) is >= 1e-3 and < 1e7)
        {
            return WithPoint(number.ToString("0.0################", CultureInfo.InvariantCulture), number);
        }

        var parts = number.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).Replace("-", "", StringComparison.Ordinal);
        var digits = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return $"{(number < 0 ? "-" : "")}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E"
            + exponent.ToString(CultureInfo.InvariantCulture);
    }

    private static string Format(float number) => Format(double.Parse(
        number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string WithPoint(string rounded, double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (shortest.Contains('E', StringComparison.Ordinal))
        {
            return rounded;
        }

        return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
    }
}
