using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Aws.Athena;

/// <summary>Functions that people commonly type: each answers as Athena does, or is refused by name.</summary>
public sealed class TrinoFunctionTests(SmallLake lake) : IClassFixture<SmallLake>
{
    [Theory]
    [InlineData("approx_percentile(x, 0.5) FROM (VALUES (1), (2), (3)) t(x)", "2")]
    [InlineData("map_agg(k, v) FROM (VALUES ('a', 1), ('b', NULL), (NULL, 3)) t(k, v)", "{a=1, b=null}")]
    [InlineData("map_keys(map_agg(k, v)) FROM (VALUES ('a', 1)) t(k, v)", "[a]")]
    [InlineData("transform(ARRAY['a', 'b'], x -> upper(x) || '!')", "[A!, B!]")]
    [InlineData("array_join(transform(a, x -> x || b), ', ') FROM (VALUES (ARRAY['p', 'q'], 'z')) t(a, b)", "pz, qz")]
    [InlineData("filter(ARRAY[3, 1, 2], x -> x > 1)", "[3, 2]")]
    [InlineData("reduce(ARRAY[3, 1, 2], 0, (s, x) -> s + x, s -> s * 10)", "60")]
    [InlineData("json_extract_scalar('{\"a\": {\"b\": [1, \"x\"]}}', '$.a.b[1]')", "x")]
    [InlineData("json_extract_scalar('{\"a\": {\"b\": 1}}', '$.a')", null)]
    [InlineData("json_extract_scalar('no json', '$.a')", null)]
    [InlineData("count(*) FROM UNNEST(sequence(date '2026-01-30', date '2026-02-02')) t(d)", "4")]
    [InlineData("last_day_of_month(date '2026-02-03')", "2026-02-28")]
    [InlineData("year_of_week(date '2027-01-01')", "2026")]
    [InlineData("concat_ws(', ', 'a', NULL, 'b')", "a, b")]
    [InlineData("lag(x) OVER (ORDER BY x) FROM (VALUES (1)) t(x)", null)]
    [InlineData("ntile(2) OVER (ORDER BY x) FROM (VALUES (1)) t(x)", "1")]
    [InlineData("any_match(ARRAY[1, 2], x -> x > 1)", "true")]
    [InlineData("any_match(ARRAY[1, NULL], x -> x > 1)", null)]
    [InlineData("any_match(ARRAY['a'], x -> x = 'b')", "false")]
    [InlineData("all_match(ARRAY[1, NULL], x -> x > 1)", "false")]
    [InlineData("all_match(ARRAY[2, NULL], x -> x > 1)", null)]
    [InlineData("none_match(ARRAY[1, 2], x -> x > 5)", "true")]
    [InlineData("array_distinct(ARRAY[2, 1, 2, NULL, NULL])", "[2, 1, null]")]
    [InlineData("array_position(ARRAY['a', 'b'], 'b')", "2")]
    [InlineData("array_position(ARRAY[1], 5)", "0")]
    [InlineData("ARRAY[1, NULL][2]", null)]
    [InlineData("MAP(ARRAY['a'], ARRAY[1])['a']", "1")]
    [InlineData("element_at(MAP(ARRAY[0], ARRAY[1]), 0)", "1")]
    [InlineData("element_at(map_agg(k, v), 'b') FROM (VALUES ('a', 1)) t(k, v)", null)]
    [InlineData("max(d) - interval '7' day FROM (VALUES date '2026-11-22') t(d)", "2026-11-15")]
    [InlineData("interval '1' month + max(d) FROM (VALUES date '2026-01-31') t(d)", "2026-02-28")]
    [InlineData("(SELECT date '2026-11-22') - interval '1' day", "2026-11-21")]
    [InlineData(
        "max(d) - interval '1' day FROM (VALUES timestamp '2026-11-22 01:00:00') t(d)",
        "2026-11-21 01:00:00.000")]
    [InlineData("date_diff('day', min(d), max(d)) FROM (VALUES date '2026-11-22', date '2026-11-25') t(d)", "3")]
    [InlineData("date '2026-11-22' + interval '24' hour", "2026-11-23")]
    [InlineData("length(max(k)) FROM (VALUES 'abc') t(k)", "3")]
    [InlineData("CAST('2026-11-22 06:07:08.123456' AS timestamp(6))", "2026-11-22 06:07:08.123456")]
    [InlineData("sum(s) FROM (SELECT sum(n) AS s FROM (VALUES 1, 2) t(n)) q", "3")]
    [InlineData("s / 2 FROM (SELECT sum(n) AS s FROM (VALUES 1, 2) t(n)) q", "1")]
    [InlineData("typeof(CAST(5 AS integer) / CAST(2 AS integer))", "integer")]
    [InlineData("date_add(u, 1, date '2026-11-22') FROM (VALUES 'week') t(u)", "2026-11-29")]
    [InlineData("date_trunc(u, date '2026-11-22') FROM (VALUES 'month') t(u)", "2026-11-01")]
    [InlineData("date_diff(u, date '2026-11-22', date '2026-11-25') FROM (VALUES 'day') t(u)", "3")]
    [InlineData("CAST(from_iso8601_timestamp('2026-11-22') AS timestamp)", "2026-11-22 00:00:00.000")]
    [InlineData("CAST(from_iso8601_timestamp('2026-11-22T06:07Z') AS timestamp)", "2026-11-22 06:07:00.000")]
    [InlineData("CAST(from_iso8601_timestamp('2026-11-22T06:07:08.98765') AS timestamp)", "2026-11-22 06:07:08.987")]
    [InlineData("TRY(from_iso8601_timestamp('2026-02-29T06:07:08Z') AT TIME ZONE 'UTC')", null)]
    [InlineData("CAST(from_iso8601_timestamp('2026-11-22T06:07:08Z') AS timestamp)", "2026-11-22 06:07:08.000")]
    [InlineData(
        "CAST(at_timezone(from_iso8601_timestamp('2026-11-22T06:07:08+02:00'), 'UTC') AS timestamp(6))",
        "2026-11-22 04:07:08.000")]
    [InlineData("TRY(from_iso8601_timestamp('yesterday') AT TIME ZONE 'UTC')", null)]
    [InlineData("with_timezone(timestamp '2026-11-22 06:07:08.123', 'UTC')", "2026-11-22 06:07:08.123 UTC")]
    // AWS's own examples, a day before and after clocks change, and a zone whose offset changed for good.
    [InlineData(
        "timezone_hour(with_timezone(timestamp '2021-08-22 04:00', 'UTC') AT TIME ZONE 'Canada/Newfoundland')",
        "-2")]
    [InlineData(
        "timezone_minute(with_timezone(timestamp '2021-08-22 04:00', 'UTC') AT TIME ZONE 'Canada/Newfoundland')",
        "-30")]
    [InlineData("timezone_hour(from_iso8601_timestamp('2026-03-29T00:59:59Z') AT TIME ZONE 'Europe/Berlin')", "1")]
    [InlineData("timezone_hour(from_iso8601_timestamp('2026-03-29T01:00:00Z') AT TIME ZONE 'Europe/Berlin')", "2")]
    [InlineData("timezone_hour(at_timezone(from_iso8601_timestamp('2010-07-01T00:00:00Z'), 'Europe/Moscow'))", "4")]
    [InlineData("timezone_hour(at_timezone(from_iso8601_timestamp('2026-07-01T00:00:00Z'), 'Europe/Moscow'))", "3")]
    [InlineData("timezone_minute(at_timezone(from_iso8601_timestamp('1935-07-01T00:00:00Z'), 'Asia/Kolkata'))", "30")]
    public void A_function_answers_as_in_Athena(string expression, string? expected) =>
        Assert.Equal(expected, Run($"SELECT {expression}").Texts(0)[0]);

    [Theory]
    [InlineData(
        "CAST('2026-11-22T06:07:08Z' AS timestamp)",
        "INVALID_CAST_ARGUMENT: Cannot cast '2026-11-22T06:07:08Z'")]
    [InlineData("any_match(ARRAY[1])", "line 1:8: FUNCTION_NOT_FOUND: Unexpected parameters for function any_match")]
    [InlineData("ARRAY[1][2]", "INVALID_FUNCTION_ARGUMENT: Array subscript out of bounds")]
    [InlineData("ARRAY[1][0]", "INVALID_FUNCTION_ARGUMENT: Array subscript out of bounds")]
    [InlineData("element_at(ARRAY[1], 0)", "INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1")]
    [InlineData("MAP(ARRAY['a'], ARRAY[1])['b']", "INVALID_FUNCTION_ARGUMENT: Key not present in map")]
    [InlineData("'abc'[1]", "TYPE_MISMATCH: a varchar has no subscript")]
    [InlineData("length(ARRAY[1])", "FUNCTION_NOT_FOUND: Unexpected parameters (array) for function length")]
    [InlineData("cardinality('abc')", "FUNCTION_NOT_FOUND: Unexpected parameters (varchar) for function cardinality")]
    [InlineData("unnest(ARRAY[1])", "line 1:8: SYNTAX_ERROR: UNNEST is in FROM only")]
    [InlineData("sum(true)", "FUNCTION_NOT_FOUND: Unexpected parameters (boolean) for function sum")]
    [InlineData("avg(current_date)", "FUNCTION_NOT_FOUND: Unexpected parameters (date) for function avg")]
    [InlineData("sqrt('4')", "line 1:8: FUNCTION_NOT_FOUND: Unexpected parameters for function sqrt")]
    [InlineData(
        "year('2026-11-01')",
        "line 1:8: FUNCTION_NOT_FOUND: Unexpected parameters (varchar) for function year")]
    [InlineData("every(1)", "line 1:8: FUNCTION_NOT_FOUND: Unexpected parameters (integer) for function every")]
    [InlineData(
        "date_diff('day', date '2026-11-01', '2026-11-02')",
        "line 1:8: FUNCTION_NOT_FOUND: Unexpected parameters (varchar, date, varchar) for function date_diff")]
    [InlineData(
        "date_diff('hour', current_date, current_date)",
        "INVALID_FUNCTION_ARGUMENT: 'hour' is not a valid DATE field")]
    [InlineData("date_diff('days', now(), now())", "INVALID_FUNCTION_ARGUMENT: 'days' is not a valid TIMESTAMP field")]
    [InlineData("date_trunc('hour', current_date)", "INVALID_FUNCTION_ARGUMENT: 'hour' is not a valid DATE field")]
    [InlineData("current_date + interval '1' hour", "INVALID_FUNCTION_ARGUMENT: Cannot add hour, minutes or seconds")]
    [InlineData("concat(1, 'a')", "line 1:8: TYPE_MISMATCH: integer cannot be joined to a text")]
    [InlineData("'7' / 2", "line 1:12: TYPE_MISMATCH: Cannot apply operator / to (varchar, integer)")]
    [InlineData("ARRAY[1, '2']", "TYPE_MISMATCH: the elements of an array have one type")]
    [InlineData("greatest(current_date, '2026-11-01')", "TYPE_MISMATCH: date and varchar cannot be used together")]
    [InlineData("x -> 1", "line 1:8")]
    [InlineData("transform(ARRAY[1], 2)", "line 1:8: FUNCTION_NOT_FOUND: Unexpected parameters for function transform")]
    [InlineData("at_timezone(now(), 'Europe/Berlin')", "line 1:8: the twin keeps times in UTC")]
    [InlineData("try(CAST(from_iso8601_timestamp('2026-11-01T06:00:00+01:00') AS date))", "the twin keeps times")]
    [InlineData("timezone_hour(now())", "line 1:8: the twin knows timezone_hour of a time AT TIME ZONE only")]
    [InlineData("at_timezone(localtimestamp, 'UTC')", "TYPE_MISMATCH: the twin moves a timestamp with time zone")]
    [InlineData("json_extract_scalar('{}', 'a')", "line 1:8: the twin knows json_extract_scalar with a literal path")]
    [InlineData("sequence(1, 2000000000)", "INVALID_FUNCTION_ARGUMENT: The result of the sequence function must not")]
    [InlineData("sequence(-9223372036854775807, 9223372036854775807, 1000)", "INVALID_FUNCTION_ARGUMENT: The result")]
    [InlineData("sequence(date '1800-01-01', date '2100-01-01')", "INVALID_FUNCTION_ARGUMENT: The result of the")]
    [InlineData("repeat('a', 2000000000)", "INVALID_FUNCTION_ARGUMENT: count argument of repeat function must be less")]
    [InlineData("repeat('a', -1)", "INVALID_FUNCTION_ARGUMENT: count argument of repeat function must be greater")]
    [InlineData("ARRAY[1.5]", "column '_col0' has the type decimal(2,1)[], which the twin does not give out")]
    public void What_the_twin_cannot_answer_is_refused_by_name(string expression, string expected) =>
        Assert.StartsWith(
            expected,
            Assert.Throws<AthenaException>(() => Run($"SELECT {expression}")).Message,
            StringComparison.Ordinal);

    private QueryResult Run(string sql) =>
        lake.Engine.Execute(sql, SmallLake.Database, TestContext.Current.CancellationToken);
}
