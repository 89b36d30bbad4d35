namespace Twin.Aws.Athena.DuckDb;

/// <summary>The macros of casts: DuckDB casts texts that Trino refuses, such as '1.5' to an integer. Casts of the usual
/// types have their own, since DuckDB plans them much faster; a second argument chooses the one that finds out the type
/// itself.</summary>
internal static class TrinoCasts
{
    private const string Text = "CAST(x AS VARCHAR)";
    private const string Times = "'DATE', 'TIMESTAMP', 'TIMESTAMP_MS', 'TIMESTAMP WITH TIME ZONE'";
    private const string Plains = "'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'DOUBLE', 'FLOAT', 'BOOLEAN'";

    /// <summary>The statements that create the macros.</summary>
    public static string Sql
    {
        get
        {
            var sql = new StringBuilder();
            foreach (var type in (string[])["TINYINT", "SMALLINT", "INTEGER", "BIGINT"])
            {
                Add(sql, type, "integer", Rounded, Times);
            }

            Add(sql, "FLOAT", "number", Plain, Times);
            Add(sql, "DOUBLE", "number", Plain, Times);
            Add(sql, "BOOLEAN", "boolean", Plain, Times);
            Add(sql, "DATE", "date", Plain, Plains);
            Add(sql, "TIMESTAMP", "timestamp", Plain, Plains);
            Add(sql, "TIMESTAMP", "timestamp", Plain, Plains, name: "timestamp6");
            return sql.Append(Others).ToString();
        }
    }

    private static string Others => $$"""
        CREATE MACRO "$trino".cast_varchar
          (x VARCHAR) AS x,
          (x BIGINT) AS {{Text}},
          (x DATE) AS {{Text}},
          (x) AS {{OfAny}},
          (x, late) AS {{OfAny}};
        CREATE MACRO "$trino".time_text(x, digits) AS
          strftime(x, '%Y-%m-%d %H:%M:%S')
          || CASE WHEN digits = '0' THEN '' ELSE left(strftime(x, '.%f'), 1 + CAST(digits AS INTEGER)) END;
        CREATE MACRO "$trino".iso_text(x, digits) AS replace("$trino".time_text(x, digits), ' ', 'T');
        CREATE MACRO "$trino".decimal_digits(x) AS {{Digits("trino_checked")}};
        CREATE MACRO "$trino".try_decimal_digits(x) AS {{Digits("trino_tried")}};
        """;

    private const string OfAny = $"""
        CASE
          WHEN typeof(x) = 'DOUBLE' THEN trino_double(TRY_CAST({Text} AS DOUBLE))
          WHEN typeof(x) = 'FLOAT' THEN trino_real(TRY_CAST({Text} AS FLOAT))
          WHEN typeof(x) LIKE 'TIMESTAMP%'
          THEN "$trino".fail('the twin does not know the digits of this timestamp: use date_format', '')
          WHEN typeof(x) LIKE '%[]' OR typeof(x) LIKE 'MAP(%' OR typeof(x) LIKE 'STRUCT(%' OR typeof(x) = 'BLOB'
          THEN "$trino".fail('TYPE_MISMATCH: Cannot cast ' || lower(typeof(x)) || ' to varchar', '')
          ELSE {Text} END
        """;

    private static string Digits(string check) => $"""
        CASE WHEN typeof(x) = 'VARCHAR' THEN cast_to_type({check}({Text}, 'decimal'), x)
          WHEN typeof(x) IN ({Times}) THEN {NoCast("decimal", "x")} ELSE x END
        """;

    private static void Add(
        StringBuilder sql,
        string type,
        string kind,
        Func<string, string, string> cast,
        string refused,
        string? name = null)
    {
        name ??= type.ToLowerInvariant();
        string Standard(string value) =>
            name == "timestamp" ? $"date_trunc('milliseconds', {value} + to_microseconds(500))" : value;

        foreach (var (prefix, check) in new[] { ("CAST", "trino_checked"), ("TRY_CAST", "trino_tried") })
        {
            var value = $"""
                CASE WHEN typeof(x) = 'VARCHAR' THEN {prefix}({check}({Text}, '{kind}') AS {type})
                  WHEN typeof(x) IN ({refused}) THEN {NoCast(name, $"CAST(NULL AS {type})")}
                  {cast(prefix, type)} END
                """;
            var ofText = $"{prefix}({check}(x, '{kind}') AS {type})";
            var plain = Standard($"{prefix}(x AS {type})");
            var plains = (kind is "date" or "timestamp" ? (string[])["TIMESTAMP", "TIMESTAMPTZ"] : ["BIGINT"])
                .Select(plainType => $"(x {plainType}) AS {plain},");
            sql.AppendLine(null, $"""
                CREATE MACRO "$trino".{prefix.ToLowerInvariant()}_{name}
                  (x VARCHAR) AS {Standard(ofText)}, {string.Join(' ', plains)}
                  (x) AS {Standard(value)}, (x, late) AS {Standard(value)};
                """);
        }
    }

    private static string NoCast(string type, string sample) =>
        $"\"$trino\".fail('TYPE_MISMATCH: Cannot cast ' || lower(typeof(x)) || ' to {type}', {sample})";

    private static string Plain(string cast, string type) => $"ELSE {cast}(x AS {type})";

    /// <summary>Rounds halves away from zero as Trino does; DuckDB rounds them to the even neighbour.</summary>
    private static string Rounded(string cast, string type) =>
        $"WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN {cast}(round(TRY_CAST({Text} AS DOUBLE)) AS {type}) "
        + $"ELSE {cast}(x AS {type})";
}
