using System.Collections.Frozen;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>The functions of Trino that the twin supports, each with its equivalent in DuckDB: the same function, one
/// of another name, or a macro of <see cref="TrinoMacros"/>. All other functions are refused.</summary>
internal static class TrinoFunctions
{
    /// <summary>The aggregate functions: their results' types are not known when macros are chosen by types.</summary>
    public static FrozenSet<string> Aggregates { get; } = Set(
        "count", "count_star", "count_if", "sum", "avg", "min", "max", "min_by", "max_by", "arbitrary", "any_value",
        "array_agg", "bool_and", "bool_or", "every", "approx_distinct", "stddev", "stddev_samp", "stddev_pop",
        "variance", "var_samp", "var_pop", "corr", "approx_percentile", "map_agg", "multimap_agg",
        "arg_min_null", "arg_max_null", "listagg", "histogram", "covar_pop", "covar_samp", "geometric_mean", "geomean");

    /// <summary>The functions with a lambda, with their name in DuckDB, or that of the macro for the lambda's
    /// results.</summary>
    public static FrozenDictionary<string, string> WithLambda { get; } = new Dictionary<string, string>
    {
        ["transform"] = "list_transform",
        ["filter"] = "list_filter",
        ["reduce"] = "list_reduce",
        ["any_match"] = "any_true",
        ["all_match"] = "all_true",
        ["none_match"] = "none_true",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The functions that DuckDB computes as Trino does, under the same name.</summary>
    private static readonly FrozenSet<string> Same = Set(
        "count", "count_star", "sum", "avg", "min", "max", "any_value", "array_agg", "listagg", "histogram",
        "bool_and", "bool_or", "stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop",
        "covar_pop", "covar_samp",
        "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value",
        "last_value", "nth_value",
        "lower", "strpos", "position", "starts_with", "lpad", "rpad", "translate", "to_base64", "from_base64",
        "abs", "cbrt", "exp", "pi", "degrees", "radians", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
        "map_keys", "flatten", "map_values", "concat_ws",
        "year", "quarter", "month", "week", "day", "hour", "minute", "second",
        "nullif", "unnest", "row", "map",
        // The functions into which the parser translates LIKE … ESCAPE and INTERVAL '1' DAY.
        "like_escape", "not_like_escape", "to_years", "to_months", "to_weeks", "to_days", "to_hours", "to_minutes",
        "to_seconds", "trunc");

    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["arbitrary"] = "any_value",
        ["every"] = "bool_and",
        ["min_by"] = "arg_min_null",
        ["max_by"] = "arg_max_null",
        ["count_if"] = "count",
        ["geometric_mean"] = "geomean",
        ["to_utf8"] = "encode",
        ["from_utf8"] = "decode",
        ["from_hex"] = "unhex",
        ["approx_distinct"] = "approx_count_distinct",
        ["regexp_like"] = "trino_matches",
        ["regexp_count"] = "trino_count",
        ["levenshtein_distance"] = "trino_distance",
        ["reverse"] = "trino_reverse",
        ["url_encode"] = "trino_url_encode",
        ["url_decode"] = "trino_url_decode",
        ["arrays_overlap"] = "list_has_any",
        ["is_nan"] = "isnan",
        ["is_finite"] = "isfinite",
        ["is_infinite"] = "isinf",
        ["day_of_month"] = "day",
        ["day_of_week"] = "isodow",
        ["dow"] = "isodow",
        ["day_of_year"] = "dayofyear",
        ["doy"] = "dayofyear",
        ["week_of_year"] = "week",
        ["from_unixtime"] = "to_timestamp",
        ["year_of_week"] = "isoyear",
        ["yow"] = "isoyear",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Macros = new Dictionary<string, string>
    {
        ["mod"] = "modulus",
        ["e"] = "e",
        ["nan"] = "nan",
        ["infinity"] = "infinity",
        ["bitwise_and"] = "bitwise_and",
        ["bitwise_or"] = "bitwise_or",
        ["bitwise_xor"] = "bitwise_xor",
        ["array_remove"] = "array_remove",
        ["array_except"] = "array_except",
        ["array_union"] = "array_union",
        ["repeat"] = "repeat",
        ["regexp_extract_all"] = "regexp_extract_all",
        ["multimap_agg"] = "multimap_agg",
        ["pow"] = "power",
        ["from_iso8601_date"] = "from_iso8601_date",
        ["upper"] = "upper",
        ["chr"] = "chr",
        ["codepoint"] = "codepoint",
        ["split"] = "split",
        ["sqrt"] = "sqrt",
        ["ln"] = "ln",
        ["log2"] = "log2",
        ["log10"] = "log10",
        ["power"] = "power",
        ["truncate"] = "truncate",
        ["corr"] = "corr",
        ["array_max"] = "array_max",
        ["array_min"] = "array_min",
        ["to_hex"] = "to_hex",
        ["md5"] = "md5",
        ["sha1"] = "sha1",
        ["sha256"] = "sha256",
        ["url_extract_protocol"] = "url_extract_protocol",
        ["url_extract_host"] = "url_extract_host",
        ["url_extract_port"] = "url_extract_port",
        ["url_extract_path"] = "url_extract_path",
        ["url_extract_query"] = "url_extract_query",
        ["url_extract_fragment"] = "url_extract_fragment",
        ["human_readable_seconds"] = "human_readable_seconds",
        ["array_join"] = "array_join",
        ["cardinality"] = "cardinality",
        ["contains"] = "contains",
        ["element_at"] = "element_at",
        ["array_sort"] = "array_sort",
        ["array_distinct"] = "array_distinct",
        ["array_position"] = "array_position",
        ["length"] = "length",
        ["substr"] = "substring",
        ["substring"] = "substring",
        ["split_part"] = "split_part",
        ["replace"] = "replace",
        ["trim"] = "trim",
        ["ltrim"] = "ltrim",
        ["rtrim"] = "rtrim",
        ["regexp_extract"] = "regexp_extract",
        ["regexp_replace"] = "regexp_replace",
        ["ceil"] = "ceil",
        ["ceiling"] = "ceil",
        ["floor"] = "floor",
        ["round"] = "round",
        ["sign"] = "sign",
        ["greatest"] = "greatest",
        ["least"] = "least",
        ["date_add"] = "date_add",
        ["date_diff"] = "date_diff",
        ["date_trunc"] = "date_trunc",
        ["date"] = "cast_date",
        ["from_iso8601_timestamp"] = "from_iso8601_timestamp",
        ["to_unixtime"] = "to_unixtime",
        ["last_day_of_month"] = "last_day_of_month",
        ["approx_percentile"] = "approx_percentile",
        ["map_agg"] = "map_agg",
        ["slice"] = "slice",
        ["sequence"] = "sequence",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names in DuckDB of Trino's fields of EXTRACT.</summary>
    public static FrozenDictionary<string, string> ExtractFields { get; } = new Dictionary<string, string>
    {
        ["year"] = "year",
        ["quarter"] = "quarter",
        ["month"] = "month",
        ["week"] = "week",
        ["day"] = "day",
        ["day_of_month"] = "day",
        ["dow"] = "isodow",
        ["day_of_week"] = "isodow",
        ["doy"] = "doy",
        ["day_of_year"] = "doy",
        ["hour"] = "hour",
        ["minute"] = "minute",
        ["second"] = "second",
        ["year_of_week"] = "isoyear",
        ["yow"] = "isoyear",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => [.. Same, .. Renamed.Keys, .. Macros.Keys, .. WithLambda.Keys];

    /// <summary>The schema and the name of a function's equivalent in DuckDB, or null if there is none.</summary>
    public static (string Schema, string Name)? InDuckDb(string function)
    {
        if (Same.Contains(function))
        {
            return ("", function);
        }

        if (Renamed.TryGetValue(function, out var other))
        {
            return ("", other);
        }

        return Macros.TryGetValue(function, out var macro) ? (TrinoMacros.Schema, macro) : null;
    }

    /// <summary>The names in Trino of a function or an operator of DuckDB, for messages.</summary>
    public static IEnumerable<string> OfDuckDb(string name) => name switch
    {
        "~~" or "!~~" => ["LIKE"],
        "//" => ["/"],
        "array_extract" => ["element_at", "[]"],
        "date_sub" => ["date_diff"],
        "date_part" => ["extract"],
        "epoch" => ["to_unixtime"],
        "strftime" => ["date_format", "format_datetime"],
        "strptime" => ["date_parse", "parse_datetime"],
        "last_day" => ["last_day_of_month"],
        "trino_extract" => ["regexp_extract"],
        "trino_replace" => ["regexp_replace"],
        "trino_match" => ["regexp_extract_all"],
        "trino_url" => ["url_extract_host"],
        "trino_quotient" => ["/"],
        _ =>
        [
            .. Renamed.Where(renamed => renamed.Value == name)
                .Select(renamed => renamed.Key)
                .Order(StringComparer.Ordinal),
            name,
        ],
    };

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
