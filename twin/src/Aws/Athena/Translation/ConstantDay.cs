using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Days that are literals, or computed from literals: <c>current_date - interval '7' day</c>. To plan each
/// such expression takes DuckDB longer than all else in a condition, so they are computed here.</summary>
internal static class ConstantDay
{
    private const string Format = "yyyy-MM-dd";

    // Far from the ends of both calendars.
    private const int FirstYear = 1000, LastYear = 9000, MaxInterval = 10_000;

    /// <summary>The day of a translated expression, as a text; null for any other expression.</summary>
    public static string? TextOf(JsonObject node) => Of(node)?.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>A text that is cast to a date, as a literal; null for any other.</summary>
    public static JsonObject? Cast(JsonObject node, JsonObject child) => Literal(node, Parse(child));

    /// <summary>A day that is moved by days or months, as a literal; null for any other sum or
    /// difference.</summary>
    public static JsonObject? Moved(JsonObject node, int sign, List<JsonObject> operands) =>
        operands is [var date, var interval] && Of(date) is { } day && Number(interval) is { } number
            ? Literal(node, interval.Text("function_name") switch
            {
                "to_days" => day.AddDays(sign * number),
                "to_months" => day.AddMonths(sign * number),
                _ => null,
            })
            : null;

    private static JsonObject? Literal(JsonObject from, DateOnly? day) => day is { } known
        ? DuckDbNode.Cast(
            DuckDbNode.Literal(known.ToString(Format, CultureInfo.InvariantCulture)), "DATE", from.Text("alias"))
        : null;

    private static DateOnly? Of(JsonObject node) =>
        node.Text("class") == "CAST" && node["cast_type"]!.AsObject().Text("id") == "DATE"
            ? Parse(node["child"]!.AsObject())
            : null;

    private static DateOnly? Parse(JsonObject literal) =>
        DateOnly.TryParseExact(
            literal.TextConstant(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > FirstYear and < LastYear
            ? day
            : null;

    // The parser writes it as to_days(CAST(trunc(CAST('7' AS DOUBLE)) AS INTEGER)).
    private static int? Number(JsonObject interval)
    {
        if (interval.Text("function_name") is not ("to_days" or "to_months"))
        {
            return null;
        }

        var node = interval.Children().FirstOrDefault();
        while (node is not null && node.TextConstant() is null)
        {
            node = node.Text("class") == "CAST" ? node["child"]!.AsObject()
                : node.Text("function_name") == "trunc" ? node.Children().FirstOrDefault()
                : null;
        }

        return int.TryParse(
            node?.TextConstant(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < MaxInterval
                ? number
                : null;
    }
}
