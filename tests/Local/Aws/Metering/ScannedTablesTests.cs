using Local.Aws.Athena;
using Local.Aws.Declaration;


namespace Tests.Local.Aws.Metering;

public sealed class ScannedTablesTests
{
    [Theory]
    [InlineData("SELECT * FROM songs", "songs 1")]
    [InlineData("SELECT songs FROM albums", "albums 1")]
    [InlineData("SELECT 1 FROM songs a JOIN songs b ON a.x = b.x LEFT JOIN \"albums\" c ON true", "albums 1, songs 2")]
    [InlineData("SELECT * FROM (SELECT * FROM Songs) WHERE x IN (SELECT x FROM albums)", "albums 1, songs 1")]
    [InlineData("SELECT 1", "")]
    [InlineData("SELECT * FROM elsewhere -- FROM songs", "")]
    public void Each_place_that_names_a_table_reads_it(string sql, string expected) =>
        Assert.Equal(expected, Scanned(sql));

    [Fact]
    public void A_WITH_query_reads_its_tables_in_each_place_that_names_it() => Assert.Equal(
        "albums 2, songs 4",
        Scanned("""
            WITH a AS (SELECT * FROM songs JOIN albums ON true),
                 b AS (SELECT (1 + 2) FROM a JOIN songs ON true)
            SELECT * FROM a JOIN b ON true JOIN songs ON true
            """));

    [Fact]
    public void A_WITH_query_may_have_the_name_of_the_table_that_it_reads() => Assert.Equal(
        "songs 2", Scanned("WITH songs AS (SELECT * FROM songs JOIN songs s ON true) SELECT * FROM songs"));

    [Fact]
    public void A_WITH_query_that_is_not_used_reads_nothing() =>
        Assert.Equal("albums 1", Scanned("WITH a AS (SELECT * FROM songs) SELECT * FROM albums"));

    private static string Scanned(string sql) => string.Join(
        ", ", ScannedTables.Of(sql, ["songs", "albums"]).Select(table => $"{table.Key} {table.Value}"));
}
