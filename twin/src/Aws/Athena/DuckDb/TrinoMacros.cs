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
          WHEN typeof(a) IN ('DOUBLE', 'FLOAT') OR typeof(b) IN ('DOUBLE', 'FLOAT') THEN cast_to_type(a / b, a // b)
          WHEN a IS NULL THEN NULL
          WHEN typeof(a) LIKE 'DECIMAL%' OR typeof(b) LIKE 'DECIMAL%' THEN "$trino".fail('{{Decimals}}', a // b)
          WHEN b = 0 THEN "$trino".fail('DIVISION_BY_ZERO: Division by zero', a // b)
          ELSE a // b END;
        CREATE MACRO "$trino".quotient(a, b, digits) AS CASE
          WHEN b = 0 AND a IS NOT NULL THEN "$trino".fail('DIVISION_BY_ZERO: Division by zero', '')
          ELSE trino_quotient(CAST(a AS VARCHAR), CAST(b AS VARCHAR), CAST(digits AS INTEGER)) END;
        CREATE MACRO "$trino".modulus(a, b) AS CASE
          WHEN b = 0 AND a IS NOT NULL AND NOT (typeof(a) IN ('DOUBLE', 'FLOAT') OR typeof(b) IN ('DOUBLE', 'FLOAT'))
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
        CREATE MACRO "$trino".late_truth(a, place) AS CASE
          WHEN typeof(a) NOT IN ('BOOLEAN', '"NULL"')
          THEN "$trino".fail(place || 'TYPE_MISMATCH: a condition must be a boolean, not ' || lower(typeof(a)), a)
          ELSE a END;
        CREATE MACRO "$trino".truth (a BOOLEAN, place) AS a, (a, place) AS "$trino".late_truth(a, place);
        CREATE MACRO "$trino".late_joined(a, place) AS CASE
          WHEN typeof(a) IN ('VARCHAR', '"NULL"') OR typeof(a) LIKE '%[]' THEN a
          ELSE "$trino".fail(
            place || 'TYPE_MISMATCH: ' || lower(typeof(a)) || ' cannot be joined to a text: cast it to varchar',
            NULL) END;
        CREATE MACRO "$trino".joined (a VARCHAR, place) AS a, (a, place) AS "$trino".late_joined(a, place);
        CREATE MACRO "$trino".in_range(s) AS CASE
          WHEN typeof(s) = 'HUGEINT' AND TRY_CAST(CAST(s AS VARCHAR) AS BIGINT) IS NULL AND s IS NOT NULL
          THEN "$trino".fail('NUMERIC_VALUE_OUT_OF_RANGE: bigint overflow: ' || CAST(s AS VARCHAR), s) ELSE s END;
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

        -- DuckDB takes NaN for a number that is greater than any other, and equal to itself.
        {{string.Join("\n", Comparisons.Select(Comparison))}}

        -- aggregates
        CREATE MACRO "$trino".counted(a) AS CASE WHEN a THEN true END;
        CREATE MACRO "$trino".ordered
          {{string.Join(", ", Integers.Select(type => $"(a {type}) AS a"))}},
          (a FLOAT) AS a, (a DECIMAL(38, 10)) AS a, (a DOUBLE) AS trino_number(a), (a) AS a;
        CREATE MACRO "$trino".corr
          (a BIGINT, b BIGINT) AS CASE WHEN isfinite(corr(CAST(a AS FLOAT), CAST(b AS FLOAT)))
            THEN CAST(corr(CAST(a AS FLOAT), CAST(b AS FLOAT)) AS FLOAT) END,
          (a FLOAT, b FLOAT) AS CASE WHEN isfinite(corr(a, b)) THEN CAST(corr(a, b) AS FLOAT) END,
          (a, b) AS CASE WHEN isfinite(corr(a, b)) THEN corr(a, b) END;
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
        -- Of two values in the middle it is the greater one, so it counts from the greatest: that is the sign.
        CREATE MACRO "$trino".approx_percentile
          (x BIGINT, p) AS CASE WHEN p = 1 THEN max(x) ELSE CAST(quantile_disc(x, p - 1) AS BIGINT) END,
          (x, p) AS CASE WHEN p = 1 THEN max(x) ELSE quantile_disc(x, p - 1) END;

        CREATE MACRO "$trino".multimap_agg(k, v) AS map_from_entries(list_transform(
          list_distinct(list(k)),
          lambda key: row(key, list_transform(
            list_filter(list(row(k, v)), lambda entry: entry[1] = key), lambda entry: entry[2]))));

        -- results
        CREATE MACRO "$trino".array_text(a) AS
          '[' || array_to_string(list_transform(a, lambda e: coalesce(CAST(e AS VARCHAR), 'null')), ', ') || ']';
        CREATE MACRO "$trino".doubles_text(a) AS
          '[' || array_to_string(list_transform(
            a, lambda e: coalesce(trino_java(CAST(e AS DOUBLE)), 'null')), ', ') || ']';
        CREATE MACRO "$trino".arrays_text(a) AS
          '[' || array_to_string(list_transform(a, lambda e: coalesce("$trino".array_text(e), 'null')), ', ') || ']';
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
          WHEN a IS NULL OR f IS NULL OR n IS NULL THEN NULL
          WHEN n < 0 THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: length must be greater than or equal to 0', a)
          WHEN f = 0 THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1', a)
          WHEN n = 0 OR f < -len(a) THEN list_slice(a, 1, 0)
          WHEN f < 0 THEN list_slice(a, len(a) + f + 1, least(len(a), len(a) + f + n))
          ELSE list_slice(a, f, f + n - 1) END;
        CREATE MACRO "$trino".too_long(sample) AS "$trino".fail(
          'INVALID_FUNCTION_ARGUMENT: The result of the sequence function must not have more than 50000 entries',
          sample);
        CREATE MACRO "$trino".short(l) AS CASE WHEN len(l) > 50000 THEN "$trino".too_long(l) ELSE l END;
        CREATE MACRO "$trino".sequence
          (a BIGINT, b BIGINT) AS CASE
            WHEN abs(CAST(b AS HUGEINT) - a) >= 50000 THEN "$trino".too_long([a])
            ELSE generate_series(a, b, CASE WHEN a > b THEN -1 ELSE 1 END) END,
          (a BIGINT, b BIGINT, s BIGINT) AS CASE
            WHEN s = 0 OR (s > 0 AND a > b) OR (s < 0 AND a < b)
            THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: sequence stop value should be greater than or equal to '
              || 'start value if step is greater than zero, otherwise stop should be less than or equal to start', [a])
            WHEN (CAST(b AS HUGEINT) - a) // s >= 50000 THEN "$trino".too_long([a])
            ELSE generate_series(a, b, s) END,
          (a DATE, b DATE) AS "$trino".short(list_transform(
            generate_series(a, b, CASE WHEN a > b THEN INTERVAL (-1) DAY ELSE INTERVAL 1 DAY END),
            lambda d: CAST(d AS DATE))),
          (a DATE, b DATE, s INTERVAL) AS "$trino".short(
            list_transform(generate_series(a, b, s), lambda d: CAST(d AS DATE)));
        CREATE MACRO "$trino".array_remove(a, e) AS list_filter(a, lambda x: x <> e OR x IS NULL);
        CREATE MACRO "$trino".array_except(a, b) AS
          "$trino".array_distinct(list_filter(a, lambda e: list_position(b, e) IS NULL));
        CREATE MACRO "$trino".array_union(a, b) AS "$trino".array_distinct(list_concat(a, b));
        CREATE MACRO "$trino".repeat(e, n) AS CASE
          WHEN n > 10000
          THEN "$trino".fail(
            'INVALID_FUNCTION_ARGUMENT: count argument of repeat function must be less than or equal to 10000', [e])
          WHEN n < 0
          THEN "$trino".fail(
            'INVALID_FUNCTION_ARGUMENT: count argument of repeat function must be greater than or equal to 0', [e])
          ELSE list_transform(range(CAST(n AS BIGINT)), lambda i: e) END;
        CREATE MACRO "$trino".regexp_extract_all(s, p) AS
          list_transform(range(trino_count(s, p)), lambda i: trino_match(s, p, i));
        CREATE MACRO "$trino".array_max(a) AS CASE WHEN list_count(a) = len(a) THEN list_max(a) END;
        CREATE MACRO "$trino".array_min(a) AS CASE WHEN list_count(a) = len(a) THEN list_min(a) END;
        CREATE MACRO "$trino".array_sort(a) AS list_sort(a, 'ASC', 'NULLS LAST');

        -- texts
        CREATE MACRO "$trino".substring
          (s, f) AS CASE
            WHEN s IS NULL OR f IS NULL THEN NULL
            WHEN f = 0 OR f < -length(s) THEN ''
            ELSE substring(s, f) END,
          (s, f, n) AS CASE
            WHEN s IS NULL OR f IS NULL OR n IS NULL THEN NULL
            WHEN f = 0 OR f < -length(s) OR n <= 0 THEN ''
            ELSE substring(s, f, n) END;
        -- DuckDB has a capital for this letter.
        CREATE MACRO "$trino".upper(s) AS
          array_to_string(list_transform(string_split(s, 'ß'), lambda part: upper(part)), 'ß');
        CREATE MACRO "$trino".chr(n) AS CASE
          WHEN n < 0 OR n > 1114111 OR n BETWEEN 55296 AND 57343
          THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Not a valid Unicode code point: ' || n, '')
          ELSE chr(CAST(n AS INTEGER)) END;
        CREATE MACRO "$trino".codepoint(s) AS CASE
          WHEN length(s) <> 1 THEN "$trino".fail('the twin knows codepoint of one character only', 0)
          ELSE unicode(s) END;
        CREATE MACRO "$trino".split
          (s, d) AS CASE
            WHEN d = '' AND s IS NOT NULL
            THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: The delimiter may not be the empty string', [s])
            ELSE string_split(s, d) END,
          (s, d, n) AS CASE
            WHEN d = '' THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: The delimiter may not be the empty string', [s])
            WHEN n < 1 THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Limit must be positive', [s])
            WHEN len(string_split(s, d)) <= n THEN string_split(s, d)
            ELSE list_append(list_slice(string_split(s, d), 1, n - 1),
              array_to_string(list_slice(string_split(s, d), n, len(string_split(s, d))), d)) END;
        CREATE MACRO "$trino".to_hex(b BLOB) AS hex(b);
        CREATE MACRO "$trino".md5(b BLOB) AS unhex(md5(b));
        CREATE MACRO "$trino".sha1(b BLOB) AS unhex(sha1(b));
        CREATE MACRO "$trino".sha256(b BLOB) AS unhex(sha256(b));
        CREATE MACRO "$trino".url_extract_protocol(u) AS trino_url(u, 'protocol');
        CREATE MACRO "$trino".url_extract_host(u) AS trino_url(u, 'host');
        CREATE MACRO "$trino".url_extract_port(u) AS TRY_CAST(trino_url(u, 'port') AS BIGINT);
        CREATE MACRO "$trino".url_extract_path(u) AS trino_url(u, 'path');
        CREATE MACRO "$trino".url_extract_query(u) AS trino_url(u, 'query');
        CREATE MACRO "$trino".url_extract_fragment(u) AS trino_url(u, 'fragment');
        CREATE MACRO "$trino".human_readable_seconds(n DOUBLE) AS trino_seconds(CAST(n AS DOUBLE));
        CREATE MACRO "$trino".fixed(n, digits, has_groups) AS
          trino_fixed(CAST(n AS DOUBLE), CAST(digits AS INTEGER), CAST(has_groups AS BOOLEAN));
        CREATE MACRO "$trino".padded(s, width, flags) AS CASE
          WHEN length(s) >= CAST(width AS INTEGER) THEN s
          WHEN flags = '-' THEN rpad(s, CAST(width AS INTEGER), ' ')
          WHEN flags = '0' AND starts_with(s, '-') THEN '-' || lpad(s[2:], CAST(width AS INTEGER) - 1, '0')
          ELSE lpad(s, CAST(width AS INTEGER), CASE WHEN flags = '0' THEN '0' ELSE ' ' END) END;
        CREATE MACRO "$trino".integral(n, has_groups) AS CASE
          WHEN typeof(n) NOT LIKE '%INT%'
          THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: %d of format takes an integer', '')
          WHEN has_groups = 'true' THEN format('{:,}', CAST(n AS BIGINT)) ELSE CAST(n AS VARCHAR) END;
        CREATE MACRO "$trino".split_part(s, d, i) AS CASE
          WHEN s IS NULL OR d IS NULL OR i IS NULL THEN NULL
          WHEN i < 1 THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Index must be greater than zero', s)
          WHEN i > len(string_split(s, d)) THEN NULL
          ELSE split_part(s, d, i) END;
        CREATE MACRO "$trino".replace(s, f) AS replace(s, f, ''), (s, f, t) AS CASE
          WHEN s IS NULL OR f IS NULL OR t IS NULL THEN NULL
          WHEN f = '' THEN t || array_to_string(list_transform(string_split(s, ''), lambda c: c || t), '')
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
          (s, p) AS trino_extract(s, p, CAST(0 AS BIGINT)),
          (s, p, g) AS trino_extract(s, p, CAST(g AS BIGINT));
        CREATE MACRO "$trino".regexp_replace
          (s, p) AS trino_replace(s, p, ''),
          (s, p, r) AS trino_replace(s, p, r);

        -- A path other than to a single value gives null, as does a text that is not JSON.
        CREATE MACRO "$trino".json_extract_scalar(j, p) AS CASE
          WHEN NOT json_valid(j) OR json_type(j, p) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
          ELSE json_extract_string(j, p) END;

        -- numbers
        {{string.Join("\n", Roundings.Select(Rounding))}}
        CREATE MACRO "$trino".ln(a DOUBLE) AS {{Logarithm("ln")}};
        CREATE MACRO "$trino".log2(a DOUBLE) AS {{Logarithm("log2")}};
        CREATE MACRO "$trino".log10(a DOUBLE) AS {{Logarithm("log10")}};
        CREATE MACRO "$trino".sqrt(a DOUBLE) AS CASE
          WHEN CAST(a AS DOUBLE) < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(CAST(a AS DOUBLE)) END;
        CREATE MACRO "$trino".power(a DOUBLE, b DOUBLE) AS CASE
          WHEN abs(CAST(a AS DOUBLE)) = 1 AND NOT isfinite(CAST(b AS DOUBLE)) THEN CAST('NaN' AS DOUBLE)
          ELSE power(CAST(a AS DOUBLE), CAST(b AS DOUBLE)) END;
        CREATE MACRO "$trino".e() AS exp(1e0);
        CREATE MACRO "$trino".nan() AS CAST('NaN' AS DOUBLE);
        CREATE MACRO "$trino".infinity() AS CAST('Infinity' AS DOUBLE);
        CREATE MACRO "$trino".bitwise_and(a BIGINT, b BIGINT) AS a & b;
        CREATE MACRO "$trino".bitwise_or(a BIGINT, b BIGINT) AS a | b;
        CREATE MACRO "$trino".bitwise_xor(a BIGINT, b BIGINT) AS xor(a, b);
        CREATE MACRO "$trino".truncate(a DOUBLE) AS CAST(trunc(a) AS DOUBLE);
        {{Extreme("greatest")}}
        {{Extreme("least")}}

        -- dates and times
        CREATE MACRO "$trino".step(u, n) AS CASE lower(u)
          {{string.Join(" ", Steps.Select(step => $"WHEN '{step.Unit}' THEN {step.Interval}"))}}
          ELSE "$trino".fail('INVALID_FUNCTION_ARGUMENT: the twin knows no unit ''' || u || '''', to_days(0)) END;
        CREATE MACRO "$trino".date_add
          (u, n, d DATE) AS CASE
            WHEN n IS NULL OR d IS NULL THEN NULL
            WHEN lower(u) IN ('millisecond', 'second', 'minute', 'hour')
            THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: ''' || u || ''' is not a valid DATE field', d)
            ELSE CAST(d + "$trino".step(u, n) AS DATE) END,
          (u, n, d) AS d + "$trino".step(u, n);
        -- Of a unit that the query names.
        {{string.Join("\n", Steps.Select(Addition))}}
        CREATE MACRO "$trino".date_trunc_to(u, d DATE) AS CAST(date_trunc(u, d) AS DATE), (u, d) AS date_trunc(u, d);
        CREATE MACRO "$trino".unit(u, of_date) AS CASE
          WHEN lower(u) IN ('{{string.Join("', '", UnitsOfDates)}}') THEN lower(u)
          WHEN NOT of_date AND lower(u) IN ('millisecond', 'second', 'minute', 'hour') THEN lower(u)
          ELSE "$trino".fail('INVALID_FUNCTION_ARGUMENT: ''' || u || ''' is not a valid '
            || CASE WHEN of_date THEN 'DATE' ELSE 'TIMESTAMP' END || ' field', u) END;
        CREATE MACRO "$trino".date_diff(u, f, t) AS
          date_sub("$trino".unit(u, typeof(f) = 'DATE' AND typeof(t) = 'DATE'), f, t);
        CREATE MACRO "$trino".date_trunc
          (u, d DATE) AS CAST(date_trunc("$trino".unit(u, true), d) AS DATE),
          (u, d) AS date_trunc("$trino".unit(u, false), d);
        CREATE MACRO "$trino".from_iso8601_date(x) AS CASE
          WHEN x IS NULL THEN NULL
          WHEN regexp_full_match(x, '\d{4}-\d{2}-\d{2}') AND TRY_CAST(x AS DATE) IS NOT NULL THEN CAST(x AS DATE)
          ELSE "$trino".fail('INVALID_FUNCTION_ARGUMENT: Invalid format: "' || x || '": the twin takes yyyy-MM-dd here',
            CAST(NULL AS DATE)) END;
        CREATE MACRO "$trino".with_seconds(x) AS regexp_replace(
          regexp_replace(x, 'T(\d\d)(Z|[+-]|$)', 'T\1:00\2'), 'T(\d\d:\d\d)(Z|[+-]|$)', 'T\1:00\2');
        CREATE MACRO "$trino".instant(x) AS CASE
          WHEN regexp_full_match(
              x, '\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3])(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?')
            AND TRY_CAST("$trino".with_seconds(x) AS TIMESTAMP WITH TIME ZONE) IS NOT NULL
          THEN date_trunc('milliseconds', CAST("$trino".with_seconds(x) AS TIMESTAMP WITH TIME ZONE))
          WHEN x IS NOT NULL
          THEN "$trino".fail('INVALID_FUNCTION_ARGUMENT: Invalid format: "' || x || '"', CAST(NULL AS TIMESTAMPTZ)) END;
        CREATE MACRO "$trino".from_iso8601_timestamp(x) AS CASE
          WHEN regexp_matches(x, 'T.*[+-]\d{2}:\d{2}$') AND NOT regexp_matches(x, '[+-]00:00$')
          THEN "$trino".fail(
            'the twin keeps times in UTC: write AT TIME ZONE ''UTC'' after from_iso8601_timestamp(…)',
            CAST(NULL AS TIMESTAMPTZ))
          ELSE "$trino".instant(x) END;
        CREATE MACRO "$trino".at_utc
          (x TIMESTAMPTZ) AS x,
          (x TIMESTAMP) AS "$trino".fail(
            'TYPE_MISMATCH: the twin moves a timestamp with time zone only to another zone', x);
        CREATE MACRO "$trino".with_utc
          (x TIMESTAMP) AS CAST(x AS TIMESTAMPTZ),
          (x TIMESTAMPTZ) AS "$trino".fail('TYPE_MISMATCH: this timestamp has a time zone: use AT TIME ZONE', x);
        CREATE MACRO "$trino".zone_minutes
          (x TIMESTAMPTZ, zone) AS date_sub('minute', timezone('UTC', x), timezone(zone, x)),
          (x TIMESTAMP, zone) AS "$trino".fail(
            'TYPE_MISMATCH: the twin moves a timestamp with time zone only to another zone', CAST(NULL AS BIGINT));
        CREATE MACRO "$trino".timezone_hour(minutes) AS minutes // 60;
        CREATE MACRO "$trino".timezone_minute(minutes) AS minutes % 60;
        CREATE MACRO "$trino".time_part(part, x) AS CASE
          WHEN typeof(x) = 'DATE' THEN "$trino".fail('TYPE_MISMATCH: Cannot extract ' || part || ' from date', 0)
          ELSE date_part(part, x) END;
        CREATE MACRO "$trino".iso_date(x) AS CASE
          WHEN typeof(x) = 'DATE' THEN CAST(x AS VARCHAR)
          ELSE "$trino".fail('the twin does not know the digits of this time: use format_datetime', '') END;
        CREATE MACRO "$trino".type_name(x) AS CASE
          WHEN typeof(x) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE')
          THEN lower(typeof(x))
          WHEN typeof(x) IN ('HUGEINT', 'UBIGINT') THEN 'bigint'
          WHEN typeof(x) = 'FLOAT' THEN 'real'
          WHEN typeof(x) LIKE 'DECIMAL%)' THEN lower(typeof(x))
          WHEN typeof(x) IN ('INTEGER[]', 'BIGINT[]', 'DOUBLE[]', 'DATE[]', 'BOOLEAN[]')
          THEN 'array(' || lower(replace(typeof(x), '[]', '')) || ')'
          ELSE "$trino".fail('the twin does not know the length or the digits of this type', '') END;
        CREATE MACRO "$trino".last_day_of_month(x) AS last_day(x);
        CREATE MACRO "$trino".to_unixtime(x) AS epoch(x);

        {{TrinoCasts.Sql}}
        """;

    /// <summary>The macros that compare numbers, and what the order of two must be.</summary>
    private static readonly ImmutableArray<(string Name, string Sign)> Comparisons =
    [
        ("equal", "="), ("notequal", "<>"), ("lessthan", "<"), ("greaterthan", ">"), ("lessthanorequalto", "<="),
        ("greaterthanorequalto", ">="),
    ];

    /// <summary>The units of time, and the interval of n of them.</summary>
    private static readonly ImmutableArray<(string Unit, string Interval)> Steps =
    [
        ("millisecond", "to_microseconds(CAST(1000 * n AS BIGINT))"), ("second", "to_seconds(n)"),
        ("minute", "to_minutes(n)"), ("hour", "to_hours(n)"), ("day", "to_days(CAST(n AS INTEGER))"),
        ("week", "to_weeks(CAST(n AS INTEGER))"), ("month", "to_months(CAST(n AS INTEGER))"),
        ("quarter", "to_months(CAST(3 * n AS INTEGER))"), ("year", "to_years(CAST(n AS INTEGER))"),
    ];

    /// <summary>The units that a date has.</summary>
    public static ImmutableArray<string> UnitsOfDates { get; } = ["day", "week", "month", "quarter", "year"];

    /// <summary>Determines whether a time can be moved by a unit.</summary>
    public static bool HasStep(string unit) => Steps.Any(step => step.Unit == unit);

    private static readonly ImmutableArray<string> Integers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT"];

    private static readonly ImmutableArray<string> Roundings = ["ceil", "floor", "round", "sign"];

    private static string Addition((string Unit, string Interval) step) => $"""
        CREATE MACRO "$trino".date_add_{step.Unit}
          (n, d DATE) AS {(UnitsOfDates.Contains(step.Unit)
            ? $"CAST(d + {step.Interval} AS DATE)"
            : $"\"$trino\".date_add('{step.Unit}', n, d)")},
          (n, d) AS d + {step.Interval};
        """;

    private static string Comparison((string Name, string Sign) compared) => $"""
        CREATE MACRO "$trino".{compared.Name}
          (a DOUBLE, b DOUBLE) AS trino_compare(a, b) {(compared.Sign is ">" or ">="
            ? $"IN (1{(compared.Sign == ">=" ? ", 0" : "")})"
            : $"{compared.Sign} 0")},
          (a BIGINT, b BIGINT) AS a {compared.Sign} b,
          (a DECIMAL(38, 10), b DECIMAL(38, 10)) AS a {compared.Sign} b,
          (a, b) AS a {compared.Sign} b;
        """;

    /// <summary>A function of numbers that keeps the type of an integer. The late one is for arguments whose type is
    /// not known when a macro is chosen.</summary>
    private static string Rounding(string function)
    {
        var ofInteger = string.Join(", ", Integers.Select(type =>
            $"(a {type}) AS {(function == "sign" ? $"CAST(sign(a) AS {type})" : "a")}"));
        var ofDouble = function switch
        {
            "sign" => "CASE WHEN isnan(CAST(a AS DOUBLE)) THEN CAST(a AS DOUBLE) ELSE CAST(sign(a) AS DOUBLE) END",
            "round" => "trino_round(CAST(a AS DOUBLE), 0)",
            _ => $"{function}(a)",
        };
        var toDigits = function == "round"
            ? ", " + string.Join(", ", Integers.Select(type => $"(a {type}, n) AS {RoundedInteger}"))
                + ", (a DOUBLE, n) AS trino_round(a, CAST(n AS INTEGER))"
                + ", (a FLOAT, n) AS CAST(trino_round(CAST(a AS DOUBLE), CAST(n AS INTEGER)) AS FLOAT)"
            : "";
        return $"""
            CREATE MACRO "$trino".{function} {ofInteger},
              (a DOUBLE) AS {ofDouble}, (a FLOAT) AS CAST({ofDouble} AS FLOAT),
              (a DECIMAL(38, 10)) AS {NoDecimal}{toDigits};
            CREATE MACRO "$trino".late_{function}
              (a) AS CASE WHEN typeof(a) LIKE 'DECIMAL%' THEN {NoDecimal}
                WHEN typeof(a) LIKE '%INT' {(function == "sign" ? "AND false " : "")}THEN a
                ELSE cast_to_type({ofDouble}, a) END,
              (a, n) AS CASE WHEN typeof(a) LIKE 'DECIMAL%' THEN {NoDecimal}
                ELSE cast_to_type(trino_round(CAST(a AS DOUBLE), CAST(n AS INTEGER)), a) END;
            """;
    }

    private const string NoDecimal =
        "\"$trino\".fail('the twin does not know the type of this rounded decimal: cast it to double', a)";

    private const string RoundedInteger = """
        CASE WHEN n < 0 AND abs(CAST(a AS DOUBLE)) > 9e15
          THEN "$trino".fail('the twin rounds integers below 9e15 only', a) ELSE round(a, n) END
        """;

    private static string Logarithm(string function) => $"""
        CASE
          WHEN CAST(a AS DOUBLE) < 0 THEN CAST('NaN' AS DOUBLE)
          WHEN CAST(a AS DOUBLE) = 0 THEN CAST('-Infinity' AS DOUBLE)
          ELSE {function}(CAST(a AS DOUBLE)) END
        """;

    /// <summary>The extreme of two to five values: NULL if one of them is, and no NaN.</summary>
    private static string Extreme(string function)
    {
        string[] all = ["a", "b", "c", "d", "e"];
        return $"CREATE MACRO \"$trino\".{function} "
            + string.Join(", ", Enumerable.Range(2, all.Length - 1).Select(count => OfValues(all[..count]))) + ";";

        string OfValues(string[] values) =>
            $"({string.Join(", ", values)}) AS CASE WHEN "
            + string.Join(" AND ", values.Select(value => $"{value} IS NOT NULL"))
            + $" THEN {function}({string.Join(", ", values)}) END";
    }

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
    private static string Blanks() => DuckDbSession.Text(string.Concat(Enumerable.Range(0, 0x3001)
        .Where(code => char.IsWhiteSpace((char)code) && code is not (0x85 or 0xA0 or 0x2007 or 0x202F))
        .Select(code => (char)code)));
}
