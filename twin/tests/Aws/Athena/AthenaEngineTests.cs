using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Aws.Athena;

/// <summary>The meaning of queries in Athena, which the engine keeps.</summary>
public sealed class AthenaEngineTests(SmallLake lake) : IClassFixture<SmallLake>
{
    [Fact]
    public void A_table_has_the_rows_of_all_partitions_and_only_string_columns()
    {
        var result = Run("SELECT * FROM songs ORDER BY snapshot_date, song_id");
        Assert.Equal(["song_id", "name", "popularity", "snapshot_date"], result.Columns.Select(column => column.Name));
        Assert.All(result.Columns, column => Assert.Equal("varchar", column.Type));
        Assert.Equal(
            [
                ["s1", "Say \"hi\", \\o/", "7", "2024-01-01"],
                ["s2", "", "12", "2024-01-01"],
                ["s3", "שיר 😀", "", "2024-01-01"],
                ["s1", "Again", "8", "2024-01-02"],
            ],
            result.Rows.Select(row => row.ToArray()));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM songs", "4")]
    [InlineData("SELECT count(*) FROM SONGS", "4")]
    [InlineData("SELECT count(*) FROM \"spotify-lake\".songs", "4")]
    [InlineData("SELECT count(*) FROM \"AwsDataCatalog\".\"spotify-lake\".songs;", "4")]
    [InlineData("SELECT count(*) FROM songs s JOIN artists a ON a.artist_id <> s.song_id", "4")]
    [InlineData("WITH songs AS (SELECT * FROM songs WHERE song_id = 's3') SELECT count(*) FROM songs", "1")]
    [InlineData("WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT x FROM b", "2")]
    [InlineData("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5) SELECT sum(x) FROM n",
        "15")]
    [InlineData("SELECT x FROM (VALUES (1), (2)) t(x) ORDER BY x DESC LIMIT 1", "2")]
    [InlineData("SELECT count(*) FROM songs CROSS JOIN UNNEST(ARRAY['a', 'b']) AS t(x)", "8")]
    [InlineData("SELECT song_id FROM songs WHERE name LIKE '%\\o/'", "s1")]
    [InlineData("SELECT max(CAST(popularity AS integer)) FROM songs WHERE popularity <> ''", "12")]
    [InlineData("SELECT count(*) FROM songs WHERE EXISTS (SELECT 1 FROM artists)", "4")]
    [InlineData("SELECT count(*) FROM songs WHERE song_id IN ('s1', 's2')", "3")]
    [InlineData("SELECT count(DISTINCT song_id) FILTER (WHERE name <> '') FROM songs", "2")]
    [InlineData("SELECT sum(c) FROM (SELECT count(*) AS c FROM songs GROUP BY song_id HAVING count(*) > 1)", "2")]
    [InlineData("SELECT name FROM (SELECT name, row_number() OVER (ORDER BY name) AS n FROM artists) WHERE n = 1",
        "Ann")]
    [InlineData("SELECT name AS n FROM songs ORDER BY length(n) DESC, n LIMIT 1", "Say \"hi\", \\o/")]
    [InlineData("SELECT popularity FROM songs ORDER BY 1 DESC OFFSET 1 LIMIT 1", "7")]
    [InlineData("SELECT count(*) FROM songs a JOIN songs b USING (song_id) WHERE song_id = 's3'", "1")]
    [InlineData("SELECT x FROM (VALUES ('b'), ('a')) t(x) UNION SELECT 'c' ORDER BY x LIMIT 1", "a")]
    [InlineData("SELECT Y FROM artists s CROSS JOIN UNNEST(ARRAY[s.name]) AS t(y)", "Ann")]
    [InlineData("SELECT (SELECT max(a.name || s.name) FROM artists a) FROM songs s WHERE s.song_id = 's2'", "Ann")]
    [InlineData("SELECT count(*) FROM songs s WHERE EXISTS (SELECT 1 FROM songs t WHERE t.name < s.name)", "3")]
    [InlineData("SELECT a.name FROM songs s JOIN artists a ON a.name > s.name ORDER BY name LIMIT 1", "Ann")]
    [InlineData("WITH a(x) AS (SELECT 1), b AS (SELECT x FROM a UNION SELECT NULL) SELECT count(*) FROM b", "2")]
    [InlineData("SELECT count(*) FROM (SELECT 1 UNION SELECT 2.5 UNION SELECT 1e0)", "2")]
    [InlineData("SELECT max(x) FROM (SELECT NULL AS x UNION ALL SELECT 'c')", "c")]
    [InlineData("SELECT -- one\n count(*) /* of; 'them' */ FROM artists", "1")]
    public void A_query_finds_its_tables(string sql, string expected) => Assert.Equal(expected, Value(sql));

    [Theory]
    [InlineData("1 / 2", "0")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("-7 % 2", "-1")]
    [InlineData("7e0 / 2", "3.5")]
    [InlineData("CAST(7 AS double) / 2", "3.5")]
    [InlineData("sum(7) / count(*)", "7")]
    [InlineData("7 / max(x) FROM (VALUES (2)) t(x)", "3")]
    [InlineData("TRY(7 / x) FROM (VALUES (0)) t(x)", null)]
    [InlineData("TRY(CAST(x AS integer)) FROM (VALUES ('')) t(x)", null)]
    [InlineData("-2e0 / x FROM (VALUES (0)) t(x)", "-Infinity")]
    [InlineData("0e0 / 0", "NaN")]
    [InlineData("1.5 * 2", "3.0")]
    [InlineData("2 + 3 * 4 - 1", "13")]
    [InlineData("mod(7, 3)", "1")]
    [InlineData("abs(-3)", "3")]
    [InlineData("ceiling(2.1e0)", "3.0")]
    [InlineData("floor(-2.1e0)", "-3.0")]
    [InlineData("round(2.5e0)", "3.0")]
    [InlineData("round(-2.5e0)", "-3.0")]
    [InlineData("round(2.345e0, 1)", "2.3")]
    [InlineData("round(7)", "7")]
    [InlineData("power(2, 10)", "1024.0")]
    [InlineData("greatest(1, 3, 2)", "3")]
    [InlineData("greatest(1, NULL)", null)]
    [InlineData("least(2, 1)", "1")]
    [InlineData("1e10", "1.0E10")]
    [InlineData("1.25e-5", "1.25E-5")]
    [InlineData("0.1e0 + 0.2e0", "0.30000000000000004")]
    [InlineData("1234567e0", "1234567.0")]
    [InlineData("12345678e0", "1.2345678E7")]
    [InlineData("100e0", "100.0")]
    [InlineData("avg(3)", "3.0")]
    public void Numbers_are_those_of_trino(string expression, string? expected) =>
        Assert.Equal(expected, Value($"SELECT {expression}"));

    [Theory]
    [InlineData("CAST('12' AS integer)", "12")]
    [InlineData("CAST('+12' AS bigint)", "12")]
    [InlineData("CAST(2.5e0 AS integer)", "3")]
    [InlineData("CAST(3.5e0 AS bigint)", "4")]
    [InlineData("CAST(true AS integer)", "1")]
    [InlineData("CAST(NULL AS integer)", null)]
    [InlineData("TRY_CAST('1.5' AS integer)", null)]
    [InlineData("TRY_CAST('99999999999' AS integer)", null)]
    [InlineData("TRY_CAST('yes' AS boolean)", null)]
    [InlineData("CAST('T' AS boolean)", "true")]
    [InlineData("CAST('1.50' AS double)", "1.5")]
    [InlineData("CAST(' 1.5 ' AS double)", "1.5")]
    [InlineData("TRY_CAST('1,5' AS double)", null)]
    [InlineData("TRY_CAST('2024-02' AS date)", null)]
    [InlineData("TRY_CAST('2024/02/01' AS date)", null)]
    [InlineData("CAST('2024-02-29 12:34:56.7896' AS timestamp)", "2024-02-29 12:34:56.790")]
    [InlineData("TRY_CAST('2024-02-29T12:34:56Z' AS timestamp)", null)]
    [InlineData("CAST(timestamp '2024-02-29 23:59:59' AS date)", "2024-02-29")]
    [InlineData("CAST(12 AS varchar)", "12")]
    [InlineData("CAST(date '2024-02-29' AS varchar)", "2024-02-29")]
    [InlineData("CAST('1.255' AS decimal(4, 2))", "1.26")]
    public void Casts_are_those_of_trino(string expression, string? expected) =>
        Assert.Equal(expected, Value($"SELECT {expression}"));

    [Theory]
    [InlineData("array_join(ARRAY['a', NULL, 'b'], ', ')", "a, b")]
    [InlineData("array_join(ARRAY['a', NULL, 'b'], ', ', '?')", "a, ?, b")]
    [InlineData("array_join(filtered.a, ',')", "")]
    [InlineData("cardinality(ARRAY['a', 'b'])", "2")]
    [InlineData("element_at(ARRAY['a', 'b'], 3)", null)]
    [InlineData("element_at(ARRAY['a', 'b'], -1)", "b")]
    [InlineData("ARRAY['a', 'b'][2]", "b")]
    [InlineData("contains(ARRAY['a', 'b'], 'b')", "true")]
    [InlineData("contains(ARRAY['a', NULL], 'b')", null)]
    [InlineData("contains(ARRAY['a'], 'b')", "false")]
    [InlineData("split('a,b,,', ',')", "[a, b, , ]")]
    [InlineData("ARRAY['a'] || ARRAY['b']", "[a, b]")]
    [InlineData("array_sort(ARRAY['b', NULL, 'a'])", "[a, b, null]")]
    public void Arrays_are_those_of_trino(string expression, string? expected) =>
        Assert.Equal(expected, Value($"SELECT {expression} FROM (SELECT split('', ',') AS a) AS filtered"));

    [Theory]
    [InlineData("split_part('a,b', ',', 2)", "b")]
    [InlineData("substr('hello', 2, 3)", "ell")]
    [InlineData("substr('hello', -3, 2)", "ll")]
    [InlineData("substr('hello', 0, 2)", "")]
    [InlineData("substr('hello', -9)", "")]
    [InlineData("substring('hello' FROM 2 FOR 2)", "el")]
    [InlineData("substr('a😀b', 2, 1)", "😀")]
    [InlineData("length('a😀é')", "3")]
    [InlineData("concat('a', NULL)", null)]
    [InlineData("concat('a', 'b', 'c')", "abc")]
    [InlineData("'a' || NULL", null)]
    [InlineData("upper('aé')", "AÉ")]
    [InlineData("trim('\t a \n')", "a")]
    [InlineData("ltrim('  a ')", "a ")]
    [InlineData("trim(BOTH 'x' FROM 'xax')", "a")]
    [InlineData("replace('abc', 'b')", "ac")]
    [InlineData("replace('abc', 'b', 'x')", "axc")]
    [InlineData("strpos('abc', 'c')", "3")]
    [InlineData("position('c' IN 'abc')", "3")]
    [InlineData("starts_with('abc', 'ab')", "true")]
    [InlineData("lpad('7', 3, '0')", "007")]
    [InlineData("lpad('1234', 3, '0')", "123")]
    [InlineData("regexp_like('abc', 'b')", "true")]
    [InlineData("regexp_extract('abc', 'x')", null)]
    [InlineData("regexp_extract('abc', 'b(.)', 1)", "c")]
    [InlineData("regexp_replace('a1b2', '\\d')", "ab")]
    [InlineData("regexp_replace('a1b2', '(\\d)', '<$1>')", "a<1>b<2>")]
    [InlineData("'a_b' LIKE 'a\\_b' ESCAPE '\\'", "true")]
    [InlineData("'A' = 'a'", "false")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("coalesce(NULL, 'x')", "x")]
    [InlineData("nullif('a', 'a')", null)]
    [InlineData("IF(1 > 2, 'a', 'b')", "b")]
    [InlineData("CASE 'b' WHEN 'a' THEN 'x' ELSE 'y' END", "y")]
    [InlineData("CASE WHEN 1 > 2 THEN 'x' ELSE CASE WHEN 2 > 3 THEN 'y' ELSE coalesce(NULL, 'z') END END", "z")]
    [InlineData("'' IS NULL", "false")]
    public void Texts_are_those_of_trino(string expression, string? expected) =>
        Assert.Equal(expected, Value($"SELECT {expression}"));

    [Theory]
    [InlineData("date '2024-01-31' + INTERVAL '1' MONTH", "2024-02-29")]
    [InlineData("date '2024-01-01' - INTERVAL '1' DAY", "2023-12-31")]
    [InlineData("timestamp '2024-01-01 10:00:00' + INTERVAL '90' MINUTE", "2024-01-01 11:30:00.000")]
    [InlineData("date_add('day', 1, date '2024-02-28')", "2024-02-29")]
    [InlineData("date_add('month', -1, date '2024-03-31')", "2024-02-29")]
    [InlineData("date_add('hour', 1, timestamp '2024-01-01 23:30:00')", "2024-01-02 00:30:00.000")]
    [InlineData("date_diff('day', date '2024-02-28', date '2024-03-01')", "2")]
    [InlineData("date_diff('day', timestamp '2024-01-01 23:00:00', timestamp '2024-01-02 01:00:00')", "0")]
    [InlineData("date_diff('month', date '2024-01-31', date '2024-02-28')", "0")]
    [InlineData("date_diff('year', date '2023-06-01', date '2024-05-31')", "0")]
    [InlineData("date_trunc('month', date '2024-02-29')", "2024-02-01")]
    [InlineData("date_trunc('week', date '2024-02-29')", "2024-02-26")]
    [InlineData("year(date '2024-02-29')", "2024")]
    [InlineData("day_of_week(date '2024-03-03')", "7")]
    [InlineData("EXTRACT(YEAR FROM date '2024-03-03')", "2024")]
    [InlineData("date_parse('29.02.2024 07:08', '%d.%m.%Y %H:%i')", "2024-02-29 07:08:00.000")]
    [InlineData("date_format(timestamp '2024-02-29 07:08:09', '%Y/%c/%e %H:%i:%s')", "2024/2/29 07:08:09")]
    [InlineData("format_datetime(timestamp '2024-02-29 07:08:09', 'yyyy-MM-dd''T''HH:mm')", "2024-02-29T07:08")]
    [InlineData("from_iso8601_timestamp('2024-02-29T07:08:09Z')", "2024-02-29 07:08:09.000 UTC")]
    [InlineData(
        "from_iso8601_timestamp('2024-02-29T07:08:09+02:00') AT TIME ZONE 'UTC'",
        "2024-02-29 05:08:09.000 UTC")]
    [InlineData("date(from_iso8601_timestamp('2024-02-29T07:08:09Z'))", "2024-02-29")]
    [InlineData("to_unixtime(timestamp '1970-01-02 00:00:00')", "86400.0")]
    [InlineData("current_date", "2031-05-06")]
    [InlineData("now()", "2031-05-06 07:08:09.000 UTC")]
    [InlineData("date '2024-01-01' BETWEEN date '2023-01-01' AND date '2024-01-01'", "true")]
    public void Dates_and_times_are_those_of_trino(string expression, string expected) =>
        Assert.Equal(expected, Value($"SELECT {expression}"));

    [Theory]
    [InlineData("arbitrary(x)", "1")]
    [InlineData("max_by(x, y)", "3")]
    [InlineData("approx_distinct(x)", "2")]
    [InlineData("bool_or(x > 1)", "true")]
    [InlineData("every(x > 1)", "false")]
    [InlineData("sum(x)", "4")]
    [InlineData("avg(x)", "2.0")]
    [InlineData("count(*) - count(x)", "1")]
    [InlineData("array_join(array_agg(CAST(x AS varchar) ORDER BY y DESC), '|')", "3|1")]
    public void Aggregates_are_those_of_trino(string expression, string expected) =>
        Assert.Equal(expected, Value($"SELECT {expression} FROM (VALUES (NULL, 0), (1, 1), (3, 2)) t(x, y)"));

    [Theory]
    [InlineData("ORDER BY x", "1|2|")]
    [InlineData("ORDER BY x DESC", "2|1|")]
    [InlineData("ORDER BY x NULLS FIRST", "|1|2")]
    public void Nulls_come_last_unless_the_query_says_otherwise(string order, string expected)
    {
        var result = Run($"SELECT x FROM (VALUES (2), (NULL), (1)) t(x) {order}");
        Assert.Equal(expected, string.Join('|', result.Rows.Select(row => row[0])));
        result = Run($"""
            SELECT array_join(array_agg(coalesce(CAST(x AS varchar), '') {order}), '|')
            FROM (VALUES (2), (NULL), (1)) t(x)
            """);
        Assert.Equal(expected, result.Rows[0][0]);
    }

    [Fact]
    public void Columns_are_named_as_athena_names_them()
    {
        var result = Run("SELECT 1, name AS Song, s.SONG_ID, *, count(*) OVER () FROM songs s");
        Assert.Equal(
            ["_col0", "Song", "SONG_ID", "song_id", "name", "popularity", "snapshot_date", "_col4"],
            result.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Types_are_named_as_athena_names_them()
    {
        var result = Run("""
            SELECT 1, count(*), sum(1), 1.50, 1e0, true, 'x', date '2024-01-01', timestamp '2024-01-01 00:00:00',
              ARRAY['a'], now()
            """);
        Assert.Equal(
            [
                "integer", "bigint", "bigint", "decimal(3,2)", "double", "boolean", "varchar", "date", "timestamp",
                "array(varchar)", "timestamp with time zone",
            ],
            result.Columns.Select(column => column.Type));
    }

    [Fact]
    public void The_csv_has_a_header_and_quotes_every_field_except_nulls()
    {
        var result = Run("SELECT 'say \"hi\"' AS a, NULL AS b, '' AS c, 1 AS d, 'x\ny' AS e");
        Assert.Equal("\"a\",\"b\",\"c\",\"d\",\"e\"\n\"say \"\"hi\"\"\",,\"\",\"1\",\"x\ny\"\n", result.ToCsv());
    }

    [Theory]
    [InlineData("SELECT\n  '😀', list_sum(ARRAY[1])", "line 2:8: the twin does not know the function list_sum")]
    [InlineData("SELECT sum(x) FROM nowhere", "line 1:20: TABLE_NOT_FOUND: Table 'awsdatacatalog.")]
    [InlineData("SELECT 1 FROM other.songs", "line 1:15: SCHEMA_NOT_FOUND: Schema 'other'")]
    [InlineData("SELECT 1 FROM hive.other.songs", "line 1:15: CATALOG_NOT_FOUND: Catalog 'hive'")]
    [InlineData("SELECT colour FROM songs", "line 1:8: COLUMN_NOT_FOUND: Column 'colour' cannot be resolved. There a")]
    [InlineData("SELECT 1 FROM songs s JOIN artists a ON s.artistid = a.artist_id",
        "line 1:41: COLUMN_NOT_FOUND: Column 's.artistid' cannot be resolved")]
    [InlineData("SELECT 1 FROM songs WHERE name = \"Ann\"", "line 1:34: COLUMN_NOT_FOUND: Column 'Ann' cannot be")]
    [InlineData("SELECT count(*) AS c FROM songs GROUP BY name HAVING c > 3", "line 1:54: COLUMN_NOT_FOUND: ")]
    [InlineData("SELECT name AS n FROM songs WHERE n LIKE 'A%'", "an alias of the select list is known in ORDER")]
    [InlineData("SELECT name AS n, upper(n) FROM songs", "line 1:25: COLUMN_NOT_FOUND: Column 'n'")]
    [InlineData("SELECT length(name) AS l, l + 1 FROM songs", "line 1:27: COLUMN_NOT_FOUND: Column 'l'")]
    [InlineData("SELECT name AS n FROM songs GROUP BY n", "line 1:38: COLUMN_NOT_FOUND: Column 'n'")]
    [InlineData("SELECT 1 FROM songs s WHERE EXISTS (SELECT 1 FROM artists WHERE name = s.x)", "Column 's.x' cannot")]
    [InlineData("WITH a AS (SELECT name AS n FROM songs) SELECT 1 FROM a WHERE name = ''", "Column 'name' cannot be")]
    [InlineData("SELECT x FROM (VALUES (1)) t(y)", "Column 'x' cannot be resolved. There are: y")]
    [InlineData("SELECT songs.name FROM songs s", "Column 'songs.name' cannot be resolved")]
    [InlineData("SELECT s FROM songs s", "Column 's' cannot be resolved")]
    [InlineData("SELECT name FROM songs s, artists a WHERE name = ''", "line 1:8: AMBIGUOUS_NAME: Column 'name' ")]
    [InlineData("SELEC 1", "line 1:1: the twin runs queries only")]
    [InlineData("SELECT 1 +", "line 1:11: SYNTAX_ERROR: mismatched input '<EOF>'")]
    [InlineData("SELECT 'a", "line 1:8: the ' is never closed")]
    [InlineData("SELECT 1; SELECT 2", "line 1:9: Athena runs one statement at a time")]
    [InlineData(" -- nothing", "the query is empty")]
    [InlineData(" ;", "the query is empty")]
    [InlineData("UNLOAD (SELECT 1) TO 's3://x/' WITH (format = 'PARQUET')", "line 1:1: the twin runs queries only")]
    [InlineData("DROP TABLE songs", "not: DROP TABLE songs")]
    [InlineData("SELECT 1 FROM 'songs.csv'", "TABLE_NOT_FOUND")]
    [InlineData("SELECT 1 FROM read_csv('songs.csv')", "Athena has no table function read_csv")]
    [InlineData("SELECT [1]", "the twin does not know the function list_value")]
    [InlineData("SELECT * EXCLUDE (name) FROM songs", "Athena has no *, EXCLUDE")]
    [InlineData("SELECT name FROM songs QUALIFY row_number() OVER () = 1", "Athena has no QUALIFY")]
    [InlineData("SELECT name, count(*) FROM songs GROUP BY ALL", "GROUP BY ALL")]
    [InlineData("SELECT DISTINCT ON (name) * FROM songs", "Athena has no DISTINCT ON")]
    [InlineData("SELECT 1 FROM songs ASOF JOIN artists ON songs.name >= artists.name", "Athena has no ASOF")]
    [InlineData("SELECT CAST(name AS string) FROM songs", "1:21: TYPE_NOT_FOUND: Unknown type: string: use varchar")]
    [InlineData("SELECT CAST(popularity AS varchar(3)) FROM songs", "varchar of a given length")]
    [InlineData("SELECT CAST('1.5' AS integer)", "INVALID_CAST_ARGUMENT: Cannot cast '1.5' to integer")]
    [InlineData("SELECT CAST(popularity AS integer) FROM songs", "INVALID_CAST_ARGUMENT: Cannot cast '' to integer")]
    [InlineData("SELECT 1 / 0", "DIVISION_BY_ZERO: Division by zero")]
    [InlineData("SELECT count(*) / (count(*) - 1)", "DIVISION_BY_ZERO: Division by zero")]
    [InlineData("SELECT avg(x) FROM (VALUES 1.5) t(x)", "cast an operand to double")]
    [InlineData("SELECT date '2024-01-02' - date '2024-01-01'", "use date_diff")]
    [InlineData("SELECT max(date '2024-01-02') - min(date '2024-01-01')", "aggregate in a subquery")]
    [InlineData("SELECT date '2024-01-02' + 1", "Cannot apply operator: date + integer")]
    [InlineData("SELECT name FROM songs WHERE popularity > 5", "line 1:41: TYPE_MISMATCH: bigint and varchar")]
    [InlineData("SELECT name FROM songs WHERE popularity IN (5, 6)", "TYPE_MISMATCH")]
    [InlineData(
        "SELECT name FROM songs WHERE popularity BETWEEN 5 AND 6",
        "line 1:41: TYPE_MISMATCH: bigint and varchar")]
    [InlineData("SELECT coalesce(popularity, 0) FROM songs", "TYPE_MISMATCH: varchar and integer")]
    [InlineData("SELECT CASE WHEN true THEN popularity ELSE 0 END FROM songs", "TYPE_MISMATCH: integer and varchar")]
    [InlineData("SELECT 1 FROM (SELECT max(name) AS x FROM songs) t WHERE x > 5", "TYPE_MISMATCH")]
    [InlineData("SELECT 1 FROM (SELECT row_number() OVER () AS x FROM songs) t WHERE x = '1'", "TYPE_MISMATCH")]
    [InlineData("SELECT 1 FROM (SELECT 1 AS x UNION SELECT 2) t WHERE x = 'a'", "TYPE_MISMATCH")]
    [InlineData("SELECT 1 FROM (VALUES (1), (NULL)) t (x) WHERE x = 'a'", "TYPE_MISMATCH")]
    [InlineData("SELECT 1 FROM (SELECT CASE name WHEN '' THEN 1 END AS x FROM songs) t WHERE x = 'a'", "TYPE_MISMATCH")]
    [InlineData("SELECT 1 FROM (SELECT name IS NULL AS x FROM songs) t WHERE x = 'true'", "TYPE_MISMATCH")]
    [InlineData("SELECT 1 FROM (SELECT nullif(sum(1), 0) AS x) t WHERE coalesce(x, 1) = 'a'", "TYPE_MISMATCH")]
    [InlineData("SELECT popularity + 1 FROM songs", "Cannot apply operator + to (varchar, integer)")]
    [InlineData("SELECT popularity || 1 FROM songs", "line 1:19: TYPE_MISMATCH: integer cannot be joined to a text")]
    [InlineData("SELECT name, count(*) FROM songs", "line 1:8: EXPRESSION_NOT_AGGREGATE: \"name\" must be")]
    [InlineData("SELECT name FROM songs UNION ALL SELECT 1", "TYPE_MISMATCH: column 1 in UNION query has incompatible")]
    [InlineData("WITH a AS (SELECT 1 AS x) SELECT 1 FROM (SELECT x FROM a UNION SELECT 'a') t", "types: integer, ")]
    [InlineData("SELECT date_parse('', '%Y')", "INVALID_FUNCTION_ARGUMENT: Invalid format: \"\"")]
    [InlineData("SELECT date_add(1, name) FROM songs", "Unexpected parameters for function date_add: cast them")]
    [InlineData("SELECT abs(name) FROM songs", "Unexpected parameters (varchar) for function abs: cast them")]
    public void A_statement_that_athena_refuses_or_the_twin_does_not_know_is_named(string sql, string message)
    {
        var exception = Assert.Throws<AthenaException>(() => Run(sql));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_information_schema_lists_tables_and_columns()
    {
        Assert.Equal("artists|songs", string.Join('|', Run("SHOW TABLES").Rows.Select(row => row[0])));
        Assert.Equal(
            "artists|songs",
            string.Join('|', Run("show tables in `spotify-lake`;").Rows.Select(row => row[0])));
        Assert.Equal(
            "song_id|name|popularity|snapshot_date",
            string.Join('|', Run("DESCRIBE songs").Rows.Select(row => row[0])));
        Assert.Equal(SmallLake.Database, Value("SHOW DATABASES"));
        Assert.Throws<AthenaException>(() => Run("DESCRIBE nowhere"));
    }

    [Fact]
    public void A_table_that_another_serde_reads_is_refused_by_name()
    {
        const string LazySimple = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
        var catalog = new Catalog();
        catalog.AddDatabase(SmallLake.Database);
        foreach (var table in lake.Catalog.Tables(SmallLake.Database))
        {
            catalog.Put(
                SmallLake.Database,
                table.Name == "artists" ? table with { SerDe = LazySimple } : table);
        }
        using var engine = lake.Open(catalog);
        var exception = Assert.Throws<AthenaException>(() => engine.Execute(
            "SELECT * FROM artists", SmallLake.Database, TestContext.Current.CancellationToken));
        Assert.Contains("LazySimpleSerDe", exception.Message, StringComparison.Ordinal);
        Assert.Equal(4L, engine.Execute(
            "SELECT count(*) FROM songs", SmallLake.Database, TestContext.Current.CancellationToken).Rows[0][0]);
    }

    [Fact]
    public void A_query_that_is_cancelled_ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => lake.Engine.Execute("SELECT count(*) FROM songs", SmallLake.Database, cancellation.Token));
    }

    private QueryResult Run(string sql) =>
        lake.Engine.Execute(sql, SmallLake.Database, TestContext.Current.CancellationToken);

    private string? Value(string sql)
    {
        var result = Run(sql);
        return Assert.Single(Assert.Single(Enumerable.Range(0, result.Rows.Length).Select(row => result.Texts(row))));
    }
}
