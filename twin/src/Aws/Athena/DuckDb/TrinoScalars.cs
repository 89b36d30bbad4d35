using DuckDB.NET.Data;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>Functions of Trino that DuckDB has no equal of, computed by the twin. An exception is the error of the
/// query, or NULL within TRY.</summary>
internal static class TrinoScalars
{
    /// <summary>Makes the functions known to a database, under names that no query can use. Each is NULL if an argument
    /// is.</summary>
    public static void Register(DuckDBConnection duck)
    {
        duck.RegisterScalarFunction<string?, string?, bool?>(
            "trino_matches", (a, b) => a is { } x && b is { } y ? TrinoRegex.IsMatch(x, y) : null);
        duck.RegisterScalarFunction<string?, string?, long?, string?>(
            "trino_extract", (a, b, c) => a is { } x && b is { } y && c is { } z ? TrinoRegex.Extract(x, y, z) : null);
        duck.RegisterScalarFunction<string?, string?, string?, string?>(
            "trino_replace", (a, b, c) => a is { } x && b is { } y && c is { } z ? TrinoRegex.Replace(x, y, z) : null);
        duck.RegisterScalarFunction<string?, string?, long?, string?>(
            "trino_match",
            (a, b, c) => a is { } x && b is { } y && c is { } z ? TrinoRegex.Match(x, y, z) : null);
        duck.RegisterScalarFunction<string?, string?, long?>(
            "trino_count", (a, b) => a is { } x && b is { } y ? TrinoRegex.Count(x, y) : null);
        duck.RegisterScalarFunction<string?, string?, string?>(
            "trino_checked", (a, b) => a is { } x && b is { } y ? CastText.Checked(x, y) : null);
        duck.RegisterScalarFunction<string?, string?, string?>(
            "trino_tried", (a, b) => a is { } x && b is { } y ? CastText.Tried(x, y) : null);
        duck.RegisterScalarFunction<double?, double?, int?>(
            "trino_compare", (a, b) => a is { } x && b is { } y ? Compare(x, y) : null);
        duck.RegisterScalarFunction<double?, double?>(
            "trino_number", a => a is { } x ? Number(x) : null);
        duck.RegisterScalarFunction<double?, int?, double?>(
            "trino_round", (a, b) => a is { } x && b is { } y ? Round(x, y) : null);
        duck.RegisterScalarFunction<double?, string?>(
            "trino_double", a => a is { } x ? TrinoText.OfDouble(x) : null);
        duck.RegisterScalarFunction<double?, string?>(
            "trino_java", a => a is { } x ? TrinoText.Plain(x) : null);
        duck.RegisterScalarFunction<float?, string?>(
            "trino_real", a => a is { } x ? TrinoText.OfReal(x) : null);
        duck.RegisterScalarFunction<double?, int?, bool?, string?>(
            "trino_fixed", (a, b, c) => a is { } x && b is { } y && c is { } z ? TrinoText.Fixed(x, y, z) : null);
        duck.RegisterScalarFunction<string?, string?, int?, string?>(
            "trino_quotient", (a, b, c) => a is { } x && b is { } y && c is { } z ? TrinoText.Quotient(x, y, z) : null);
        duck.RegisterScalarFunction<double?, string?>(
            "trino_seconds", a => a is { } x ? TrinoText.Seconds(x) : null);
        duck.RegisterScalarFunction<string?, string?>(
            "trino_reverse", a => a is { } x ? TrinoText.Reverse(x) : null);
        duck.RegisterScalarFunction<string?, string?, long?>(
            "trino_distance", (a, b) => a is { } x && b is { } y ? TrinoText.Distance(x, y) : null);
        duck.RegisterScalarFunction<string?, string?, string?>(
            "trino_url", (a, b) => a is { } x && b is { } y ? TrinoUrl.Part(x, y) : null);
        duck.RegisterScalarFunction<string?, string?>(
            "trino_url_encode", a => a is { } x ? TrinoUrl.Encode(x) : null);
        duck.RegisterScalarFunction<string?, string?>(
            "trino_url_decode", a => a is { } x ? TrinoUrl.Decode(x) : null);
    }

    /// <summary>The order of two numbers; 2 if one of them is NaN.</summary>
    private static int Compare(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? 2 : left < right ? -1 : left > right ? 1 : 0;

    private static double Number(double number) => double.IsNaN(number)
        ? throw Fail("the twin does not know the greatest or least of NaN: filter it out")
        : number;

    private static double Round(double number, int digits)
    {
        var factor = Math.Pow(10, Math.Abs(digits));
        var rounded = digits < 0
            ? Math.Round(number / factor, MidpointRounding.AwayFromZero) * factor
            : Math.Round(number * factor, MidpointRounding.AwayFromZero) / factor;
        return number == 0 ? 0 : double.IsFinite(rounded) ? rounded : number;
    }

    public static InvalidOperationException Fail(string message) => new(TrinoMacros.Marker + message);
}
