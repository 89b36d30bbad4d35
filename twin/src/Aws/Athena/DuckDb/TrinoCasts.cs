namespace Twin.Aws.Athena.DuckDb;

/// <summary>The macros of casts: DuckDB casts texts that Trino refuses, such as '1.5' to an integer.</summary>
internal static class TrinoCasts
{
    private const string Text = "CAST(x AS VARCHAR)";
    private const string Integer = "[+-]?[0-9]+";
    private const string Number = @"\s*([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?Infinity|NaN)\s*";
    private const string Date = @"\s*\d{4}-\d{1,2}-\d{1,2}\s*";
    private const string Timestamp = @"\s*\d{4}-\d{1,2}-\d{1,2}( \d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?\s*";

    /// <summary>The statements that create the macros.</summary>
    public static string Sql
    {
        get
        {
            var sql = new StringBuilder();
            foreach (var type in (string[])["TINYINT", "SMALLINT", "INTEGER", "BIGINT"])
            {
                Add(sql, type, Integer, RoundedInteger);
            }

            Add(sql, "FLOAT", Number, Plain);
            Add(sql, "DOUBLE", Number, Plain);
            Add(sql, "BOOLEAN", "(?i)(t|true|1|f|false|0)", Plain);
            Add(sql, "DATE", Date, Plain);
            Add(sql, "TIMESTAMP", Timestamp, Milliseconds);
            Add(sql, "TIMESTAMP", Timestamp, Plain, name: "timestamp6");
            return sql.Append(Others).ToString();
        }
    }

    private static string Others => $$"""
        CREATE MACRO "$trino".cast_varchar(x) AS CASE
          WHEN typeof(x) IN ('DOUBLE', 'FLOAT') OR typeof(x) LIKE 'TIMESTAMP%' OR typeof(x) LIKE '%[]'
          THEN "$trino".fail('Athena writes a ' || lower(typeof(x)) || ' as text otherwise than the twin does', '')
          ELSE {{Text}} END;
        CREATE MACRO "$trino".decimal_digits(x) AS CASE WHEN {{IsNo(Number)}} THEN {{Fail("decimal", "x")}} ELSE x END;
        CREATE MACRO "$trino".try_decimal_digits(x) AS CASE WHEN {{IsNo(Number)}} THEN NULL ELSE x END;
        """;

    private static void Add(
        StringBuilder sql, string type, string pattern, Func<string, string, string> cast, string? name = null)
    {
        name ??= type.ToLowerInvariant();
        sql.AppendLine(null, $"""
            CREATE MACRO "$trino".cast_{name}(x) AS CASE WHEN {IsNo(pattern)}
              THEN {Fail(name, $"CAST(NULL AS {type})")} ELSE {cast("CAST", type)} END;
            CREATE MACRO "$trino".try_cast_{name}(x) AS CASE WHEN {IsNo(pattern)}
              THEN NULL ELSE {cast("TRY_CAST", type)} END;
            """);
    }

    private static string IsNo(string pattern) =>
        $"typeof(x) = 'VARCHAR' AND NOT regexp_full_match({Text}, '{pattern}')";

    private static string Fail(string type, string sample) =>
        $"\"$trino\".fail('INVALID_CAST_ARGUMENT: Cannot cast ''' || {Text} || ''' to {type}', {sample})";

    private static string Plain(string cast, string type) => $"{cast}(x AS {type})";

    /// <summary>Rounds halves away from zero as Trino does; DuckDB rounds them to the even neighbour.</summary>
    private static string RoundedInteger(string cast, string type) =>
        $"CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN {cast}(round(TRY_CAST({Text} AS DOUBLE)) AS {type}) "
        + $"ELSE {cast}(x AS {type}) END";

    /// <summary>Rounds a timestamp to three digits after the point.</summary>
    private static string Milliseconds(string cast, string type) =>
        $"date_trunc('milliseconds', {cast}(x AS {type}) + to_microseconds(500))";
}
