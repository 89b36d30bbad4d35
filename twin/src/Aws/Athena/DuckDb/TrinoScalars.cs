using DuckDB.NET.Data;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>Functions of Trino that DuckDB has no equal of, computed by the twin. An exception is the error of the
/// query, or NULL within TRY.</summary>
internal static class TrinoScalars
{
    /// <summary>Makes the functions known to a database, under names that no query can use.</summary>
    public static void Register(DuckDBConnection duck)
    {
        duck.RegisterScalarFunction<string, string, bool>("trino_matches", TrinoRegex.IsMatch);
        duck.RegisterScalarFunction<string, string, long, string?>("trino_extract", TrinoRegex.Extract);
        duck.RegisterScalarFunction<string, string, string, string>("trino_replace", TrinoRegex.Replace);
        duck.RegisterScalarFunction<string, string, long>("trino_count", TrinoRegex.Count);
        duck.RegisterScalarFunction<string, string, string>("trino_checked", CastText.Checked);
        duck.RegisterScalarFunction<string, string, string?>("trino_tried", CastText.Tried);
        duck.RegisterScalarFunction<double, double, int>("trino_compare", Compare);
        duck.RegisterScalarFunction<double, double>("trino_number", Number);
        duck.RegisterScalarFunction<double, int, double>("trino_round", Round);
        duck.RegisterScalarFunction<double, string>("trino_double", TrinoText.OfDouble);
        duck.RegisterScalarFunction<double, string>("trino_java", TrinoText.Plain);
        duck.RegisterScalarFunction<float, string>("trino_real", TrinoText.OfReal);
        duck.RegisterScalarFunction<double, int, bool, string>("trino_fixed", TrinoText.Fixed);
        duck.RegisterScalarFunction<string, string, int, string>("trino_quotient", TrinoText.Quotient);
        duck.RegisterScalarFunction<double, string>("trino_seconds", TrinoText.Seconds);
        duck.RegisterScalarFunction<string, string>("trino_reverse", TrinoText.Reverse);
        duck.RegisterScalarFunction<string, string, long>("trino_distance", TrinoText.Distance);
        duck.RegisterScalarFunction<string, string, string?>("trino_url", TrinoUrl.Part);
        duck.RegisterScalarFunction<string, string>("trino_url_encode", TrinoUrl.Encode);
        duck.RegisterScalarFunction<string, string>("trino_url_decode", TrinoUrl.Decode);
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
