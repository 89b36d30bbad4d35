namespace Twin.Aws.Athena.DuckDb;

/// <summary>DuckDB macros that work like Trino's functions and operators of the same name, where DuckDB's own differ
/// (https://trino.io/docs/current/functions.html). A macro with typed parameters is chosen by its arguments' types,
/// so that its result has the same type as Trino's. An operation that the twin cannot imitate ends in an
/// error.</summary>
internal static class TrinoMacros
{
    /// <summary>The schema of the macros. It is in no catalog, so no query can name it.</summary>
    public const string Schema = "$trino";

    /// <summary>The prefix of the text of a macro's error.</summary>
    public const string Marker = "$trino: ";

    private const string Decimals =
        "a quotient or average of decimals is rounded in Athena as the twin does not: cast an operand to double";

    /// <summary>The statements that create the macros.</summary>
    public static string Sql => $$"""
        CREATE SCHEMA "$trino";

        -- Ends the query, or the TRY around it, and has the sample's type. TRY takes no volatile function, so error()
        -- would not do; and the condition of a CASE is evaluated beforehand when it is constant.
        CREATE MACRO "$trino".fail(message, sample) AS
          list_extract(list_value(sample), CAST('{{Marker}}' || message AS INTEGER));

        -- operators
        CREATE MACRO "$trino".divide(a, b) AS CASE
          WHEN typeof(a) IN ('DOUBLE', 'FLOAT') OR typeof(b) IN ('DOUBLE', 'FLOAT') THEN CASE
            WHEN b <> 0 THEN a // b
            WHEN a > 0 THEN cast_to_type('Infinity', a // b)
            WHEN a < 0 THEN cast_to_type('-Infinity', a // b)
            WHEN a = 0 THEN cast_to_type('NaN', a // b) END
          WHEN typeof(a) LIKE 'DECIMAL%' OR typeof(b) LIKE 'DECIMAL%' THEN "$trino".fail('{{Decimals}}', a // b)
          WHEN b = 0 THEN "$trino".fail('DIVISION_BY_ZERO: Division by zero', a // b)
          ELSE a // b END;
        CREATE MACRO "$trino".modulus(a, b) AS CASE
          WHEN b = 0 AND typeof(b) NOT IN ('DOUBLE', 'FLOAT')
          THEN "$trino".fail('DIVISION_BY_ZERO: Division by zero', a % b)
          ELSE a % b END;
        CREATE MACRO "$trino".whole_day(t) AS CASE
          WHEN CAST(t AS TIME) <> TIME '00:00:00'
          THEN "$trino".fail(
            'INVALID_FUNCTION_ARGUMENT: Cannot add hour, minutes or seconds to a date', CAST(t AS DATE))
          ELSE CAST(t AS DATE) END;
        -- For days and longer: a date stays a date.
        CREATE MACRO "$trino".later(a, b) AS cast_to_type(a + b, a);
        CREATE MACRO "$trino".earlier(a, b) AS cast_to_type(a - b, a);
        CREATE MACRO "$trino".plus
          (a DATE, b INTERVAL) AS "$trino".whole_day(a + b),
          (a INTERVAL, b DATE) AS "$trino".whole_day(a + b),
          (a DATE, b INTEGER) AS "$trino".fail('TYPE_MISMATCH: Cannot apply operator: date + integer', a),
          (a, b) AS a + b;
        CREATE MACRO "$trino".minus
          (a DATE, b INTERVAL) AS "$trino".whole_day(a - b),
          (a DATE, b DATE) AS "$trino".fail('dates differ by an interval, which the twin lacks: use date_diff', 0),
          (a DATE, b INTEGER) AS "$trino".fail('TYPE_MISMATCH: Cannot apply operator: date - integer', a),
          (a, b) AS a - b;
        CREATE MACRO "$trino".plain_operand(a) AS CASE
          WHEN typeof(a) IN ('DATE', 'INTERVAL')
          THEN "$trino".fail('the twin cannot add to or subtract from an aggregated date: aggregate in a subquery', a)
          ELSE a END;
        CREATE MACRO "$trino".alike
          (a VARCHAR, b VARCHAR, place) AS a,
          {{Mismatches("", "NULL")}},
          (a, b, place) AS a;
        CREATE MACRO "$trino".with_alike
          (v, a VARCHAR, b VARCHAR, place) AS v,
          {{Mismatches("v, ", "v")}},
          (v, a, b, place) AS v;
        CREATE MACRO "$trino".kind(t) AS CASE
          WHEN t IN ('VARCHAR', 'BOOLEAN') THEN lower(t)
          WHEN t LIKE '%INT' OR t IN ('INTEGER', 'DOUBLE', 'FLOAT') OR t LIKE 'DECIMAL%' THEN 'number'
          WHEN t = 'DATE' OR t LIKE 'TIMESTAMP%' THEN 'time' END;
        CREATE MACRO "$trino".alike_late(a, b, place) AS CASE
          WHEN "$trino".kind(typeof(a)) <> "$trino".kind(typeof(b))
          THEN "$trino".fail(place || 'TYPE_MISMATCH: ' || lower(typeof(b)) || ' and ' || lower(typeof(a))
            || ' cannot be used together: cast one of them', a)
          ELSE a END;
        CREATE MACRO "$trino".truth(a, place) AS CASE
          WHEN typeof(a) NOT IN ('BOOLEAN', '"NULL"')
          THEN "$trino".fail(place || 'TYPE_MISMATCH: a condition must be a boolean, not ' || lower(typeof(a)), a)
          ELSE a END;
        CREATE MACRO "$trino".joined(a, place) AS CASE
          WHEN typeof(a) IN ('VARCHAR', '"NULL"') OR typeof(a) LIKE '%[]' THEN a
          ELSE "$trino".fail(
            place || 'TYPE_MISMATCH: ' || lower(typeof(a)) || ' cannot be joined to a text: cast it to varchar',
            NULL) END;
        -- Lists and maps have no function in common that tells whether an element is there: JSON's lists have a length.
        CREATE MACRO "$trino".subscript(a, i) AS CASE
          WHEN typeof(a) = 'VARCHAR'
          THEN "$trino".fail('TYPE_MISMATCH: a varchar has no subscript: use substr', NULL)
          WHEN typeof(a) LIKE 'MAP(%' AND a IS NOT NULL AND a[i] IS NULL
          THEN "$trino".fail(
            'INVALID_FUNCTION_ARGUMENT: Key not present in map, or its value is null: use element_at', NULL)
          WHEN typeof(a) LIKE '%[]' AND a IS NOT NULL
            AND (TRY_CAST(i AS BIGINT) < 1 OR (a[i] IS NULL AND TRY_CAST(i AS BIGINT) > json_array_length(to_json(a))))
          THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Array subscript out of bounds', NULL)
          ELSE a[i] END;

        -- aggregates
        CREATE MACRO "$trino".summed(a) AS CASE
          WHEN typeof(a) = 'BOOLEAN'
          THEN "$trino".fail('FUNCTION_NOT_FOUND: Unexpected parameters (boolean) for function sum: use count_if', NULL)
          ELSE a END;
        CREATE MACRO "$trino".averaged(a) AS CASE
          WHEN "$trino".kind(typeof(a)) = 'time'
          THEN "$trino".fail(
            'FUNCTION_NOT_FOUND: Unexpected parameters (' || lower(typeof(a)) || ') for function avg', NULL)
          WHEN typeof(a) LIKE 'DECIMAL%' THEN "$trino".fail('{{Decimals}}', a) ELSE a END;

        CREATE MACRO "$trino".map_agg(k, v) AS map_from_entries(list(row(k, v)) FILTER (k IS NOT NULL));
        CREATE MACRO "$trino".approx_percentile(x, p) AS quantile_disc(x, p);

        -- results
        CREATE MACRO "$trino".array_text(a) AS
          '[' || array_to_string(list_transform(a, lambda e: coalesce(CAST(e AS VARCHAR), 'null')), ', ') || ']';
        CREATE MACRO "$trino".map_text(m) AS '{' || array_to_string(list_transform(map_entries(m),
          lambda e: CAST(e.key AS VARCHAR) || '=' || coalesce(CAST(e.value AS VARCHAR), 'null')), ', ') || '}';

        -- arrays
        CREATE MACRO "$trino".array_join
          (a, d) AS CASE WHEN a IS NULL OR d IS NULL THEN NULL ELSE coalesce(array_to_string(a, d), '') END,
          (a, d, n) AS CASE WHEN a IS NULL OR d IS NULL THEN NULL
            ELSE coalesce(array_to_string(list_transform(a, lambda e: coalesce(CAST(e AS VARCHAR), n)), d), '') END;
        CREATE MACRO "$trino".cardinality(a) AS CASE
          WHEN typeof(a) = 'VARCHAR'
          THEN "$trino".fail(
            'FUNCTION_NOT_FOUND: Unexpected parameters (varchar) for function cardinality: use length', NULL)
          ELSE len(a) END;
        CREATE MACRO "$trino".array_distinct(a) AS list_filter(a, lambda e, i: list_position(a, e) = i);
        CREATE MACRO "$trino".array_position(a, e) AS CASE
          WHEN a IS NOT NULL AND e IS NOT NULL THEN coalesce(CAST(list_position(a, e) AS BIGINT), 0) END;
        CREATE MACRO "$trino".any_true(a) AS CASE
          WHEN list_contains(a, true) THEN true
          WHEN a IS NULL OR list_count(a) < len(a) THEN NULL
          ELSE false END;
        CREATE MACRO "$trino".all_true(a) AS CASE
          WHEN list_contains(a, false) THEN false
          WHEN a IS NULL OR list_count(a) < len(a) THEN NULL
          ELSE true END;
        CREATE MACRO "$trino".none_true(a) AS NOT "$trino".any_true(a);
        CREATE MACRO "$trino".contains(a, e) AS CASE
          WHEN list_contains(a, e) THEN true
          WHEN a IS NULL OR e IS NULL OR list_count(a) < len(a) THEN NULL
          ELSE false END;
        CREATE MACRO "$trino".element_at(a, i) AS CASE
          WHEN typeof(a) = 'VARCHAR'
          THEN "$trino".fail(
            'FUNCTION_NOT_FOUND: Unexpected parameters (varchar) for function element_at: use substr', NULL)
          WHEN typeof(a) LIKE '%[]' AND TRY_CAST(i AS BIGINT) = 0
          THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1', NULL)
          ELSE a[i] END;
        CREATE MACRO "$trino".slice(a, f, n) AS CASE
          WHEN f < 1 OR n < 0 THEN "$trino".fail('the twin knows slice from a place at or after 1 only', a)
          ELSE list_slice(a, f, f + n - 1) END;
        CREATE MACRO "$trino".sequence
          (a BIGINT, b BIGINT) AS generate_series(a, b),
          (a DATE, b DATE) AS list_transform(generate_series(a, b, INTERVAL 1 DAY), lambda d: CAST(d AS DATE)),
          (a DATE, b DATE, s INTERVAL) AS list_transform(generate_series(a, b, s), lambda d: CAST(d AS DATE));
        CREATE MACRO "$trino".array_sort(a) AS list_sort(a, 'ASC', 'NULLS LAST');

        -- texts
        CREATE MACRO "$trino".substring
          (s, f) AS CASE WHEN f = 0 OR f < -length(s) THEN '' ELSE substring(s, f) END,
          (s, f, n) AS CASE WHEN f = 0 OR f < -length(s) OR n <= 0 THEN '' ELSE substring(s, f, n) END;
        CREATE MACRO "$trino".split_part(s, d, i) AS CASE
          WHEN i < 1 THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Index must be greater than zero', s)
          WHEN i > len(string_split(s, d)) THEN NULL
          ELSE split_part(s, d, i) END;
        CREATE MACRO "$trino".replace(s, f) AS replace(s, f, ''), (s, f, t) AS CASE
          WHEN f = '' THEN "$trino".fail('the twin does not replace an empty text', s)
          ELSE replace(s, f, t) END;
        CREATE MACRO "$trino".length(s) AS CASE
          WHEN typeof(s) LIKE '%[]'
          THEN "$trino".fail(
            'FUNCTION_NOT_FOUND: Unexpected parameters (array) for function length: use cardinality', NULL)
          ELSE length(s) END;
        CREATE MACRO "$trino".trim(s) AS trim(s, {{Blanks()}}), (s, c) AS trim(s, c);
        CREATE MACRO "$trino".ltrim(s) AS ltrim(s, {{Blanks()}}), (s, c) AS ltrim(s, c);
        CREATE MACRO "$trino".rtrim(s) AS rtrim(s, {{Blanks()}}), (s, c) AS rtrim(s, c);
        CREATE MACRO "$trino".regexp_extract
          (s, p) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p) END,
          (s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END;
        CREATE MACRO "$trino".regexp_replace
          (s, p) AS regexp_replace(s, p, '', 'g'),
          (s, p, r) AS CASE WHEN contains(r, '\')
            THEN "$trino".fail('the twin knows no backslash in what regexp_replace puts in', s)
            ELSE regexp_replace(s, p, regexp_replace(r, '\$(\d)', '\\\1', 'g'), 'g') END;

        -- A path other than to a single value gives null, as does a text that is not JSON.
        CREATE MACRO "$trino".json_extract_scalar(j, p) AS CASE
          WHEN NOT json_valid(j) OR json_type(j, p) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
          ELSE json_extract_string(j, p) END;

        -- numbers
        CREATE MACRO "$trino".ceil(a BIGINT) AS a, (a) AS ceil(a);
        CREATE MACRO "$trino".floor(a BIGINT) AS a, (a) AS floor(a);
        CREATE MACRO "$trino".round(a BIGINT) AS a, (a) AS round(a), (a, n) AS round(a, n);
        CREATE MACRO "$trino".sign(a BIGINT) AS CAST(sign(a) AS BIGINT), (a DOUBLE) AS CAST(sign(a) AS DOUBLE);
        CREATE MACRO "$trino".greatest
          (a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN greatest(a, b) END,
          (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN greatest(a, b, c) END;
        CREATE MACRO "$trino".least
          (a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN least(a, b) END,
          (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN least(a, b, c) END;

        -- dates and times
        CREATE MACRO "$trino".step(u, n) AS CASE lower(u)
          WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n)
          WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_weeks(CAST(n AS INTEGER))
          WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
          WHEN 'year' THEN to_years(CAST(n AS INTEGER))
          ELSE "$trino".fail('INVALID_FUNCTION_ARGUMENT: the twin knows no unit ''' || u || '''', to_days(0)) END;
        CREATE MACRO "$trino".date_add
          (u, n, d DATE) AS CASE WHEN lower(u) IN ('second', 'minute', 'hour')
            THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: ''' || u || ''' is not a valid DATE field', d)
            ELSE CAST(d + "$trino".step(u, n) AS DATE) END,
          (u, n, d) AS d + "$trino".step(u, n);
        CREATE MACRO "$trino".unit(u, of_date) AS CASE
          WHEN lower(u) IN ('day', 'week', 'month', 'quarter', 'year') THEN lower(u)
          WHEN NOT of_date AND lower(u) IN ('millisecond', 'second', 'minute', 'hour') THEN lower(u)
          ELSE "$trino".fail('INVALID_FUNCTION_ARGUMENT: ''' || u || ''' is not a valid '
            || CASE WHEN of_date THEN 'DATE' ELSE 'TIMESTAMP' END || ' field', u) END;
        CREATE MACRO "$trino".date_diff(u, f, t) AS
          date_sub("$trino".unit(u, typeof(f) = 'DATE' AND typeof(t) = 'DATE'), f, t);
        CREATE MACRO "$trino".date_trunc
          (u, d DATE) AS CAST(date_trunc("$trino".unit(u, true), d) AS DATE),
          (u, d) AS date_trunc("$trino".unit(u, false), d);
        CREATE MACRO "$trino".from_iso8601_timestamp(x) AS CASE
          WHEN regexp_full_match(x, '\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?')
          THEN CAST(x AS TIMESTAMP WITH TIME ZONE)
          WHEN x IS NOT NULL
          THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Invalid format: ' || x, CAST(NULL AS TIMESTAMPTZ)) END;
        CREATE MACRO "$trino".at_utc
          (x TIMESTAMPTZ) AS x,
          (x TIMESTAMP) AS "$trino".fail(
            'TYPE_MISMATCH: the twin moves a timestamp with time zone only to another zone', x);
        CREATE MACRO "$trino".last_day_of_month(x) AS last_day(x);
        CREATE MACRO "$trino".to_unixtime(x) AS epoch(x);

        {{TrinoCasts.Sql}}
        """;

    /// <summary>The combinations of types that Trino refuses and DuckDB accepts.</summary>
    private static string Mismatches(string parameters, string sample)
    {
        string[] others = ["BIGINT", "DOUBLE", "DATE", "TIMESTAMP", "BOOLEAN"];
        (string A, string B)[] numbers = [("BOOLEAN", "BIGINT"), ("BIGINT", "BOOLEAN")];
        return string.Join(",\n  ", others
            .SelectMany(other => new (string A, string B)[] { ("VARCHAR", other), (other, "VARCHAR") })
            .Concat(numbers)
            .Select(pair => $"({parameters}a {pair.A}, b {pair.B}, place) AS \"$trino\".fail(place || 'TYPE_MISMATCH: "
                + $"{pair.B.ToLowerInvariant()} and {pair.A.ToLowerInvariant()} cannot be used together: "
                + $"cast one of them', {sample})"));
    }

    /// <summary>The characters that Trino trims: Unicode's white space at which a line may break. DuckDB trims only
    /// blanks.</summary>
    private static string Blanks() => string.Join(" || ", Enumerable.Range(0, 0x3001)
        .Where(code => char.IsWhiteSpace((char)code) && code is not (0x85 or 0xA0 or 0x2007 or 0x202F))
        .Select(code => string.Create(CultureInfo.InvariantCulture, $"chr({code})")));
}
