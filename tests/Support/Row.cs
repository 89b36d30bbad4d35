namespace Tests.Support;

internal static class Row
{
    /// <summary>The values with bars between; an unknown one is a hyphen.</summary>
    public static string Format(params IEnumerable<object?> values) => Join(values.Select(Text));

    /// <summary>The texts with bars between; an unknown one is a hyphen.</summary>
    public static string Join(IEnumerable<string?> texts) => string.Join(" | ", texts.Select(text => text ?? "-"));

    /// <summary>A text's place in SQL's order: by bytes, and an unknown one last.</summary>
    public static string Order(string? text) => string.IsNullOrEmpty(text) ? "unknown" : Utf8(text);

    /// <summary>The bytes of a text in hexadecimal.</summary>
    public static string Utf8(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    public static long? Number(string text) =>
        text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);

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
