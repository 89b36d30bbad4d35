using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Aws.Athena;

/// <summary>Statements that people type, answered as Athena would, or refused with a position.</summary>
public sealed class CommonStatementTests(SmallLake lake) : IClassFixture<SmallLake>
{
    [Theory]
    [InlineData("SELECT sum(x) FROM UNNEST(ARRAY[1, 2]) AS t(x)", "3")]
    [InlineData("SELECT n FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t(x, n) WHERE x = 'b'", "2")]
    [InlineData("SELECT count(*) FROM (SELECT x, y, count(*) FROM (VALUES (1, 2), (1, 3)) t(x, y) "
        + "GROUP BY GROUPING SETS ((x), (y)))", "3")]
    [InlineData("SELECT count(*) FROM (SELECT x, count(*) FROM (VALUES (1), (2)) t(x) GROUP BY ROLLUP (x))", "3")]
    [InlineData("SELECT max(s) FROM (SELECT sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s "
        + "FROM (VALUES (1), (2), (3)) t(x))", "5")]
    [InlineData("SELECT artist_id FROM artists LIMIT 10;", "a1")]
    [InlineData("SELECT artist_id FROM artists FETCH FIRST 2 ROWS ONLY", "a1")]
    [InlineData("SELECT 'it''s'", "it's")]
    [InlineData("SELECT date_format(DATE '2026-11-01', '%Y-%m')", "2026-11")]
    [InlineData("VALUES 3, 2", "3")]
    [InlineData("VALUES (1 + 2), (4) * 2, if(true, 9, (3)) ORDER BY 1 DESC", "9")]
    [InlineData("SELECT max(x) FROM (VALUES 1, NULL, 2) t(x)", "2")]
    [InlineData("SELECT max(y) FROM (VALUES (1, 'a'), (2, 'b')) t(x, y)", "b")]
    [InlineData("SELECT 2 IN (VALUES 1, 2)", "true")]
    [InlineData("SELECT DISTINCT name AS n FROM songs WHERE name <> '' ORDER BY n LIMIT 1", "Again")]
    [InlineData("SELECT DISTINCT s.name, 1 + 1 FROM songs s ORDER BY 1 + 1, name DESC LIMIT 1", "שיר 😀")]
    [InlineData("SELECT 1 AS isnull", "1")]
    [InlineData("SELECT DATE'2031-05-06'", "2031-05-06")]
    [InlineData("SELECT'a'", "a")]
    [InlineData("SELECT DATE '2026-03-31' - interval '1' month", "2026-02-28")]
    [InlineData("SELECT CAST(DATE '2026-03-01' - interval '1' day AS varchar) || '!'", "2026-02-28!")]
    [InlineData("SELECT DATE '2026-03-01' + interval '-2' day - interval '1' year", "2025-02-27")]
    [InlineData("SELECT y FROM artists a CROSS JOIN UNNEST(concat(ARRAY[a.name], ARRAY['b'])) t(y) ORDER BY 1", "Ann")]
    [InlineData("SELECT y FROM songs s CROSS JOIN UNNEST(ARRAY[CAST(s.snapshot_date AS date)]) t(y) ORDER BY 1",
        "2024-01-01")]
    [InlineData("SHOW COLUMNS IN artists", "artist_id")]
    public void A_statement_is_answered(string sql, string? expected) => Assert.Equal(
        expected, lake.Engine.Execute(sql, SmallLake.Database, TestContext.Current.CancellationToken).Texts(0)[0]);

    [Fact]
    public void The_columns_of_values_have_the_names_of_columns_without_a_name() => Assert.Equal(
        ["_col0", "_col1"],
        lake.Engine.Execute("VALUES (1, 'a'), (2, 'b')", SmallLake.Database, TestContext.Current.CancellationToken)
            .Columns.Select(column => column.Name));

    [Theory]
    [InlineData(
        "SELECT 1 FROM songs WHERE CAST(snapshot_date AS date) = '2026-11-01'",
        "TYPE_MISMATCH: varchar and date")]
    [InlineData(
        "SELECT 1 FROM songs JOIN (SELECT current_date AS snapshot_date) USING (snapshot_date)",
        "TYPE_MISMATCH: the column 'snapshot_date' of USING has different types: varchar, date")]
    [InlineData("SELECT DISTINCT name FROM songs ORDER BY song_id", "EXPRESSION_NOT_IN_DISTINCT")]
    [InlineData("SELECT 1 AS a UNION BY NAME SELECT 2 AS a", "Athena has no UNION BY NAME")]
    [InlineData("SELECT name FROM songs LIMIT 1 + 1", "LIMIT and OFFSET take a number")]
    [InlineData("SELECT x FROM (VALUES 1, '2') t(x)", "TYPE_MISMATCH: integer and varchar")]
    [InlineData("SELECT (SELECT name FROM songs)", "SUBQUERY_MULTIPLE_ROWS")]
    public void A_statement_that_DuckDB_alone_would_answer_is_refused(string sql, string message) => Assert.Contains(
        message,
        Assert.Throws<AthenaException>(
            () => lake.Engine.Execute(sql, SmallLake.Database, TestContext.Current.CancellationToken)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT * FROM songs TABLESAMPLE BERNOULLI (10)", 15, "does not know samples")]
    [InlineData("SHOW CREATE TABLE songs", 1, "not: SHOW CREATE TABLE")]
    [InlineData("SHOW PARTITIONS songs", 1, "not: SHOW PARTITIONS songs")]
    [InlineData("SHOW TABLES LIKE 'a*'", 1, "not: SHOW TABLES LIKE")]
    [InlineData("EXPLAIN SELECT 1", 1, "not: EXPLAIN SELECT 1")]
    [InlineData("CREATE TABLE x AS SELECT 1 AS a", 1, "not: CREATE TABLE x")]
    [InlineData("DELETE FROM songs", 1, "not: DELETE FROM songs")]
    [InlineData("SELECT song_id FROM songs WHERE name = \"x\"", 40, "a text is written 'x'")]
    [InlineData("SELECT `song_id` FROM songs", 8, "use double quotes around names")]
    [InlineData("SELECT 1 WHERE 1 == 1", 18, "use =")]
    [InlineData("SELECT 1::varchar", 9, "use CAST")]
    [InlineData("SELECT name FROM songs WHERE name ILIKE 'a%'", 35, "use lower(…) LIKE")]
    [InlineData("SELECT string_agg(name, ',') FROM songs", 8, "does not know the function string_agg")]
    [InlineData("SELECT IFNULL(name, '') FROM songs", 8, "use coalesce")]
    [InlineData("SELECT zip_with(ARRAY[1], ARRAY[1], (x, y) -> x)", 44, "zip_with with a lambda")]
    [InlineData("SELECT current_date = '2031-05-06'", 21, "TYPE_MISMATCH: varchar and date")]
    [InlineData("SELECT '2031-05-06' < current_date", 21, "TYPE_MISMATCH: date and varchar")]
    [InlineData("SELECT current_date BETWEEN '2031-05-01' AND '2031-05-06'", 21, "TYPE_MISMATCH: varchar and date")]
    [InlineData("SELECT current_date IN ('2031-05-06')", 21, "TYPE_MISMATCH: varchar and date")]
    [InlineData("SELECT (1, current_date) = (1, '2031-05-06')", 26, "TYPE_MISMATCH: varchar and date")]
    [InlineData("SELECT (current_date, 1) IN (('2031-05-06', 1))", 26, "TYPE_MISMATCH: varchar and date")]
    [InlineData("SELECT lag(current_date) OVER () = '2031-05-06'", 34, "TYPE_MISMATCH: date and varchar")]
    [InlineData("SELECT true = 'true'", 13, "TYPE_MISMATCH: varchar and boolean")]
    [InlineData("SELECT name FROM songs GROUP BY name HAVING count(*) = '1'", 54, "TYPE_MISMATCH: bigint and varchar")]
    [InlineData(
        "SELECT 1 WHERE current_date = (SELECT max(snapshot_date) FROM songs)",
        29,
        "TYPE_MISMATCH: varchar and date")]
    [InlineData(
        "SELECT 1 FROM (VALUES current_date) t(d) WHERE EXISTS (SELECT 1 FROM songs s WHERE s.snapshot_date = t.d)",
        100,
        "TYPE_MISMATCH: varchar and date")]
    [InlineData("SELECT name FROM songs WHERE popularity", 30, "a condition must be a boolean, not varchar")]
    [InlineData(
        "SELECT name FROM songs GROUP BY name HAVING count(*)",
        45,
        "a condition must be a boolean, not bigint")]
    [InlineData("SELECT 1 FROM songs a JOIN songs b ON a.name", 39, "a condition must be a boolean, not varchar")]
    [InlineData("SELECT NOT 1", 12, "a condition must be a boolean, not integer")]
    [InlineData("SELECT true AND 'true'", 17, "a condition must be a boolean, not varchar")]
    [InlineData("SELECT CASE WHEN 1 THEN 2 END", 18, "a condition must be a boolean, not integer")]
    [InlineData("SELECT count(*) FILTER (WHERE 1) FROM songs", 31, "a condition must be a boolean, not integer")]
    [InlineData("SELECT count(DISTINCT name) OVER () FROM songs", 8, "DISTINCT in window function parameters")]
    [InlineData("SELECT name AS 'x' FROM songs", 13, "a name is written in double quotes")]
    [InlineData("SELECT E'a'", 8, "texts of the kind E'…'")]
    [InlineData("SELECT X'41'", 8, "texts of the kind X'…'")]
    [InlineData("SELECT 0x10", 8, "use a decimal number")]
    [InlineData("SELECT name ISNULL FROM songs", 13, "use IS NULL")]
    [InlineData("SELECT current_date - interval 7 day", 23, "the number of an interval is written in quotes")]
    [InlineData("SELECT current_date - interval '1' week", 23, "the unit of an interval is")]
    [InlineData("SELECT current_date - interval '7 days'", 23, "the unit of an interval is")]
    [InlineData("SELECT x, y FROM (VALUES 1, 2) t(x)", 11, "Column 'y' cannot be resolved")]
    [InlineData("SELECT approx_percentil(1, 0.5)", 8, "Did you mean 'approx_percentile'?")]
    [InlineData("SELECT CAST(ROW(1) AS ROW(x integer))", 23, "cannot cast to row")]
    [InlineData("SELECT \"$path\" FROM songs", 8, "hidden column $path")]
    [InlineData("SELECT * FROM \"songs$partitions\"", 15, "does not know spotify-lake.songs$partitions")]
    [InlineData("SELECT * FROM information_schema.tables", 15, "does not know information_schema.tables")]
    [InlineData("SELECT * FROM songs FOR TIMESTAMP AS OF current_timestamp", 21, "FOR TIMESTAMP AS OF")]
    [InlineData("SELECT name FROM songs LIMIT 1 OFFSET 1", 32, "before LIMIT")]
    [InlineData("SELECT TOP 10 name FROM songs", 12, "10")]
    [InlineData("SELECT name, FROM songs", 12, "leave it out")]
    [InlineData("SELECT name FROM sogns", 18, "Did you mean 'songs'?")]
    [InlineData("SELECT nmae FROM songs", 8, "Did you mean 'name'?")]
    [InlineData("SELECT s.nmae FROM songs s", 8, "Did you mean 'name'?")]
    [InlineData("SELECT song.name FROM songs", 8, "Did you mean 'songs.name'?")]
    [InlineData("SELECT songid FROM songs", 8, "Did you mean 'song_id'?")]
    public void A_statement_is_refused_by_name_at_its_position(string sql, int column, string message)
    {
        var refused = Assert.Throws<AthenaException>(
            () => lake.Engine.Execute(sql, SmallLake.Database, TestContext.Current.CancellationToken));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(new SqlPosition(1, column), refused.Position);
    }
}
