using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>The digits after the point of a timestamp's type, which DuckDB does not have.</summary>
internal static class TimeDigits
{
    // Iceberg's timestamps are of microseconds.
    private const int Stored = 6;
    public const int Standard = 3;

    /// <summary>The property with the digits of a literal.</summary>
    public const string Written = "$digits";

    /// <summary>The digits of a translated expression; null if it is no timestamp, or they are not known.</summary>
    public static int? Of(JsonObject node) => (node.Text("class"), node.Text("function_name")) switch
    {
        ("CAST", _) when node["cast_type"]!.AsObject().Text("id") == "TIMESTAMP"
            && node["child"]!.AsObject().TextConstant() is { } text =>
            text.Contains('.', StringComparison.Ordinal) ? text.Split('.')[1].Trim().Length : 0,
        ("FUNCTION", _) when node[Written] is { } written => written.GetValue<int>(),
        ("FUNCTION", "cast_timestamp" or "try_cast_timestamp") => Standard,
        ("FUNCTION", "cast_timestamp6" or "try_cast_timestamp6") => Stored,
        ("FUNCTION", "date_trunc" or "date_trunc_to") when node.Children().ElementAtOrDefault(1) is { } time =>
            Of(time),
        ("COLUMN_REF", _) when node.Text(ColumnResolution.StoredType) == "timestamp" => Stored,
        _ => null,
    };
}
