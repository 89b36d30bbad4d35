namespace Tests.Support;

internal static class Row
{
    /// <summary>The values with bars between; an unknown one is a hyphen.</summary>
    public static string Format(params IEnumerable<object?> values) => Join(values.Select(Text));

    /// <summary>The texts with bars between; an unknown one is a hyphen.</summary>
    public static string Join(IEnumerable<string?> texts) => string.Join(" | ", texts.Select(text => text ?? "-"));

    public static string[] Split(string row) => row.Split(" | ");

    private static string? Text(object? value) => value switch
    {
        null or "" => null,
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("0.0###", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
