using Infra.Queries;
using Infra.Snowflake;

namespace Tests.Infra.Snowflake;

/// <summary>The statements in Snowflake's SQL, and what has no form there.</summary>
public sealed class SnowflakeSqlTests
{
    private static readonly ImmutableArray<(string Name, string Sql)> Statements =
    [
        .. QueryFile.All.Select(query => (query.Name, query.Statement(30_000, "Europe/Berlin", 1, 7))),
        .. StatementFile.Merges.Add(StatementFile.MergeOfPlays).Select(merge => (merge.Name, merge.Sql)),
    ];

    [Fact]
    public void No_statement_has_a_form_of_Trino_alone() => Assert.All(
        Statements,
        statement => Assert.DoesNotMatch(
            @"(?i)[$]\w|\btry\(|\bFILTER \(|\bUNNEST\(|ARRAY\[|interval '|AT TIME ZONE|_timestamp\(n|\b(array_join|date_add"
                + @"|date_diff|date_format|day_of_week|with_timezone)\(|DESC(?! NULLS LAST)\b|(?<!CAST\()\bcurrent_date\b",
            SnowflakeSql.From(statement.Name, statement.Sql)));

    [Fact]
    public void There_is_a_view_for_each_named_query_with_the_settings_filled_in()
    {
        var views = SnowflakeViews.All(12_345, "Europe/Berlin", 1, 7);

        Assert.Equal(
            QueryFile.All.Select(query => query.Name.ToUpperInvariant()), views.Select(view => view.Name));
        var sql = views.Single(view => view.Name == "LISTENING_DAYS").Sql;
        Assert.Contains("CONVERT_TIMEZONE('UTC', 'Europe/Berlin', played_at) AS heard_at", sql, StringComparison.Ordinal);
        Assert.Contains("coalesce(listened_ms, 12345) >= 12345", sql, StringComparison.Ordinal);
        Assert.Contains(
            "DAYOFWEEKISO(d.snapshot_date) IN (1, 7)",
            views.Single(view => view.Name == "QUALITY_MISSING_DAYS").Sql,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("try_cast(a.x AS bigint)", "TRY_CAST(REGEXP_SUBSTR(TRIM(a.x), '^[+-]?[0-9]+$') AS NUMBER(38, 0))")]
    [InlineData("max(a) FILTER (WHERE b IN (1, 2))", "MAX(CASE WHEN b IN (1, 2) THEN a END)")]
    [InlineData("max_by(a, b) FILTER (WHERE c)", "MAX_BY(a, CASE WHEN c THEN b END)")]
    [InlineData(
        "array_join(array_agg(a ORDER BY b, c DESC), ', ')",
        "LISTAGG(a, ', ') WITHIN GROUP (ORDER BY b, c DESC NULLS LAST)")]
    [InlineData("a CROSS JOIN UNNEST(b.c) AS d (value)", "a , LATERAL FLATTEN(INPUT => b.c) AS d")]
    [InlineData("date_add('day', -lag(a, 1), b)", "DATEADD(day, -lag(a, 1), b)")]
    [InlineData("date_diff('day', floor((a + 1) / 2), b)", "DATEDIFF(day, FLOOR((a + 1) / 2), b)")]
    [InlineData("a BETWEEN '$first_day' AND '$last_day'", "a BETWEEN :first_day AND :last_day")]
    [InlineData("a -- $ / b\n  || 'it''s'", "a -- $ / b\n  || 'it''s'")]
    public void A_form_is_filled_in(string trino, string snowflake) =>
        Assert.Equal(snowflake, SnowflakeSql.From("query", trino));

    [Theory]
    [InlineData("SELECT approx_distinct(a) FROM b", "approx_distinct")]
    [InlineData("SELECT max(a) OVER (ORDER BY b GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM c", "GROUPS")]
    [InlineData("SELECT a / 2 FROM b", "/")]
    [InlineData("SELECT CAST(a AS varchar) FROM b", "varchar")]
    [InlineData("SELECT date_diff('hour', a, b) FROM c", "date_diff")]
    [InlineData("SELECT a FROM b WHERE c > current_timestamp", "current_timestamp")]
    [InlineData(@"SELECT regexp_replace(a, '\d', '') FROM b", @"'\d'")]
    [InlineData("SELECT a before FROM b", "before")]
    [InlineData("SELECT a FROM b CROSS JOIN UNNEST(c) AS d (e)", "UNNEST")]
    public void What_is_no_known_form_is_refused_by_name(string sql, string name) => Assert.StartsWith(
        $"my_query: Snowflake's form of {name} is not known near '{name}",
        Assert.Throws<NotSupportedException>(() => SnowflakeSql.From("my_query", sql)).Message,
        StringComparison.Ordinal);

    // Snowflake would take it for a recursive one.
    [Fact]
    public void No_part_of_a_statement_reads_a_table_of_its_own_name()
    {
        foreach (var (name, sql) in Statements)
        {
            var tokens = TrinoToken.Read(sql);
            foreach (var start in Enumerable.Range(0, tokens.Length - 2).Where(at =>
                tokens[at].IsWord && tokens[at + 1].Text == "AS" && tokens[at + 2].Text == "("))
            {
                var depth = 1;
                for (var at = start + 3; depth > 0; at++)
                {
                    depth += tokens[at].Text switch { "(" => 1, ")" => -1, _ => 0 };
                    Assert.False(
                        tokens[at].Text is "FROM" or "JOIN" && tokens[at + 1] == tokens[start],
                        $"{name}: {tokens[start].Text} reads the table of its own name. Give it another one.");
                }
            }
        }
    }
}
