using Infra.Iceberg;

namespace Infra.Snowflake;

/// <summary>The forms that Trino and Snowflake have otherwise, and those that they share. Nothing else is in the
/// statements: what is neither is refused by name.</summary>
internal static class SnowflakeForms
{
    /// <summary>The day in UTC, whatever the session's time zone is.</summary>
    private const string Today = "CAST(CONVERT_TIMEZONE('UTC', CURRENT_TIMESTAMP()) AS DATE)";

    private const string BeforeToday = "DATEADD({unit}, -{n}, " + Today + ")";

    // Snowflake's AUTO also takes a number for the seconds since 1970.
    private const string Time =
        "CAST(CONVERT_TIMEZONE('UTC', TRY_TO_TIMESTAMP_TZ(REGEXP_SUBSTR({x}, "
        + "'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$'), 'AUTO')) "
        + "AS TIMESTAMP_NTZ(6))";

    private const string Offset =
        "60 * timezone_hour(with_timezone({x}, 'UTC') AT TIME ZONE '{zone}') "
        + "+ timezone_minute(with_timezone({x}, 'UTC') AT TIME ZONE '{zone}')";

    // What Trino trims, of what a text of one line can have. Snowflake trims blanks alone.
    private const string White =
        " \t\u001c\u001d\u001e\u001f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000";

    /// <summary>The forms, of which the first that fits counts.</summary>
    public static readonly ImmutableArray<SqlForm> All =
    [
        new("CAST(current_date - interval '{n}' {unit} AS varchar)", $"TO_CHAR({BeforeToday}, 'YYYY-MM-DD')"),
        new("CAST(current_date AS varchar)", $"TO_CHAR({Today}, 'YYYY-MM-DD')"),
        new("current_date - interval '{n}' {unit}", BeforeToday),
        new("CAST(snapshot_date AS varchar)", "TO_CHAR(snapshot_date, 'YYYY-MM-DD')"),
        new("CAST(rank AS varchar)", "TO_VARCHAR(rank)"),
        new("CAST({t}.rank AS varchar)", "TO_VARCHAR({t}.rank)"),
        // An element of an array.
        new("CAST({t}.value AS varchar)", "CAST({t}.value AS VARCHAR)"),
        // Snowflake rounds 1.5, and takes 1e3 and yes.
        new("try_cast({x} AS bigint)", "TRY_CAST(REGEXP_SUBSTR(TRIM({x}), '^[+-]?[0-9]+$') AS NUMBER(38, 0))"),
        new("try_cast({x} AS date)", "TRY_CAST(REGEXP_SUBSTR({x}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') AS DATE)"),
        new(
            "try_cast({x} AS boolean)",
            "CASE WHEN LOWER({x}) IN ('true', 't', '1') THEN TRUE "
                + "WHEN LOWER({x}) IN ('false', 'f', '0') THEN FALSE END"),
        new("try(CAST(from_iso8601_timestamp(nullif({x}, '')) AT TIME ZONE 'UTC' AS timestamp(6)))", Time),
        new("try(from_iso8601_timestamp(nullif({x}, '')) AT TIME ZONE 'UTC')", Time),
        new("CAST({x} AS timestamp)", "CAST({x} AS TIMESTAMP_NTZ)"),
        new($"TIMESTAMP '{StatementFile.FirstDay} 00:00:00'", "CAST(:first_day || ' 00:00:00' AS TIMESTAMP_NTZ)"),
        new(
            $"TIMESTAMP '{StatementFile.LastDay} 23:59:59.999999'",
            "CAST(:last_day || ' 23:59:59.999999' AS TIMESTAMP_NTZ)"),
        new($"DATE '{StatementFile.FirstDay}'", "CAST(:first_day AS DATE)"),
        new($"DATE '{StatementFile.LastDay}'", "CAST(:last_day AS DATE)"),
        new($"'{StatementFile.FirstDay}'", ":first_day"),
        new($"'{StatementFile.LastDay}'", ":last_day"),
        new($"'{StatementFile.FirstMonth}'", ":first_month"),
        new($"'{StatementFile.LastMonth}'", ":last_month"),
        new($"date_add('minute', {Offset}, {{x}})", "CONVERT_TIMEZONE('UTC', '{zone}', {x})"),
        new("date_add('{unit}', {n}, {x})", "DATEADD({unit}, {n}, {x})"),
        // Whole days of dates and milliseconds: Snowflake counts boundaries, Trino what is complete.
        new("date_diff('day', {x}, {y})", "DATEDIFF(day, {x}, {y})"),
        new("date_diff('millisecond', {x}, {y})", "DATEDIFF(millisecond, {x}, {y})"),
        new("date_format({x}, '%Y-%m')", "TO_CHAR({x}, 'YYYY-MM')"),
        new("date_format({x}, '%Y')", "TO_CHAR({x}, 'YYYY')"),
        // The session's WEEK_START may be another one.
        new("date_trunc('week', {x})", "DATEADD(day, 1 - DAYOFWEEKISO({x}), {x})"),
        new("date_trunc('month', {x})", "DATE_TRUNC('month', {x})"),
        new("day_of_week({x})", "DAYOFWEEKISO({x})"),
        // Snowflake divides whole numbers with decimals.
        new("floor({x} / {y})", "FLOOR({x} / {y})"),
        new("CAST({x} AS double) /", "CAST({x} AS DOUBLE) /"),
        new("trim({x})", $"TRIM({{x}}, '{White}')"),
        // In brackets of POSIX a backslash is a character.
        new(
            @"'\s*[(\[](feat\.|ft\.|featuring |with )[^)\]]*[)\]]"
                + @"|\s*[(\[][^)\]]*remaster[^)\]]*[)\]]|\s+-\s[^-]*remaster.*$'",
            @"'\\s*[([](feat\\.|ft\\.|featuring |with )[^])]*[])]"
                + @"|\\s*[([][^])]*remaster[^])]*[])]|\\s+-\\s[^-]*remaster.*$'"),
        new(
            "array_join(array_agg({x} ORDER BY {y...}), '{separator}')",
            "LISTAGG({x}, '{separator}') WITHIN GROUP (ORDER BY {y})"),
        new("max({x}) FILTER (WHERE {c})", "MAX(CASE WHEN {c} THEN {x} END)"),
        new("min({x}) FILTER (WHERE {c})", "MIN(CASE WHEN {c} THEN {x} END)"),
        new("max_by({x}, {y}) FILTER (WHERE {c})", "MAX_BY({x}, CASE WHEN {c} THEN {y} END)"),
        new("min_by({x}, {y}) FILTER (WHERE {c})", "MIN_BY({x}, CASE WHEN {c} THEN {y} END)"),
        new("concat(ARRAY[{x}], {y}, {z})", "ARRAY_CAT(ARRAY_CAT(ARRAY_CONSTRUCT({x}), {y}), {z})"),
        new("CROSS JOIN UNNEST({x}) AS {t} (value)", ", LATERAL FLATTEN(INPUT => {x}) AS {t}"),
        // Trino has NULL last in any order, Snowflake first in a descending one.
        new("DESC NULLS LAST", "DESC NULLS LAST"),
        new("DESC", "DESC NULLS LAST"),
    ];

    /// <summary>The functions that answer the same in both, for what the statements ask of them.</summary>
    public static readonly ImmutableHashSet<string> SharedFunctions =
    [
        "abs", "array_agg", "avg", "chr", "coalesce", "concat", "count", "count_if", "dense_rank", "hour", "lag",
        "lead", "lower", "max", "max_by", "min", "min_by", "nullif", "regexp_replace", "replace", "round",
        "row_number", "substr", "sum", "upper", "year",
    ];

    /// <summary>The keywords, in capitals, that mean the same in both.</summary>
    public static readonly ImmutableHashSet<string> SharedKeywords =
    [
        "ALL", "AND", "AS", "BETWEEN", "BY", "CASE", "CAST", "CROSS", "CURRENT", "DELETE", "DISTINCT", "ELSE", "END",
        "FROM", "FULL", "GROUP", "GROUPING", "HAVING", "IN", "INSERT", "INTO", "IS", "JOIN", "LAST", "LEFT", "LIMIT",
        "MATCHED", "MERGE", "NOT", "NULL", "NULLS", "ON", "OR", "ORDER", "OVER", "PARTITION", "PRECEDING", "ROW",
        "ROWS", "SELECT", "SET", "SETS", "THEN", "UNBOUNDED", "UNION", "UPDATE", "USING", "VALUES", "WHEN", "WHERE",
        "WITH",
    ];

    /// <summary>The types and truth values, in lower case, that both have.</summary>
    public static readonly ImmutableHashSet<string> SharedTypes = ["bigint", "date", "double", "false", "true"];

    public static readonly ImmutableHashSet<string> SharedSymbols =
        ["(", ")", ",", ".", "+", "-", "*", "=", "<", ">", "<=", ">=", "<>", "||"];

    /// <summary>The words that no column and no alias may be
    /// (https://docs.snowflake.com/en/sql-reference/reserved-keywords).</summary>
    public static readonly ImmutableHashSet<string> Reserved =
    [
        "account", "all", "alter", "and", "any", "array", "as", "before", "between", "by", "case", "cast", "check",
        "column", "connect", "connection", "constraint", "create", "cross", "current", "current_date", "current_time",
        "current_timestamp", "current_user", "database", "delete", "distinct", "drop", "else", "exists", "following",
        "for", "from", "full", "grant", "group", "gscluster", "having", "ilike", "in", "increment", "inner", "insert",
        "intersect", "interval", "into", "is", "issue", "join", "lateral", "left", "like", "localtime",
        "localtimestamp", "minus", "natural", "not", "null", "of", "on", "or", "order", "organization", "qualify",
        "regexp", "revoke", "right", "rlike", "row", "rows", "sample", "schema", "select", "set", "some", "start",
        "table", "tablesample", "then", "timestamp", "to", "trigger", "try_cast", "union", "unique", "update",
        "using", "values", "varchar", "view", "when", "whenever", "where", "with",
    ];
}
