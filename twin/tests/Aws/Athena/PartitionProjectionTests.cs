using Twin.Aws.Athena.Statements;
using Twin.Tests.Aws.Glue;

namespace Twin.Tests.Aws.Athena;

public sealed class PartitionProjectionTests : IDisposable
{
    private const string Database = "lake";

    private static readonly DateTimeOffset Now = new(2026, 11, 4, 1, 0, 0, TimeSpan.FromHours(2));
    private static readonly CatalogTable Songs = TestTable.Csv("s3://b/songs/", "a");

    private readonly TestFolder _folder = new();

    public PartitionProjectionTests()
    {
        foreach (var day in (int[])[1, 2, 3, 4])
        {
            _folder.Write($"b/songs/snapshot_date=2026-11-0{day}/p.csv", $"a\n{day}\n");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2026-11-02,NOW", "2|3")]
    [InlineData("2026-11-02, NOW", "2|3")]
    [InlineData("2020-01-01,2026-11-02", "1|2")]
    [InlineData("2026-11-03,2026-11-30", "3|4")]
    [InlineData("2026-11-05,NOW", "")]
    public void The_range_is_found_up_to_the_present_day_in_UTC(string range, string rows) =>
        Assert.Equal(rows, Rows(Songs.Projected(range)));

    [Fact]
    public void Registered_partitions_of_a_projected_table_are_ignored()
    {
        var registered = new CatalogPartition(["2026-11-01"], "s3://b/songs/snapshot_date=2026-11-01/");

        Assert.Equal("1", Rows(Songs with { Partitions = [registered] }));
        Assert.Equal("3", Rows(Songs.Projected("2026-11-03,NOW") with { Partitions = [registered] }));
    }

    [Fact]
    public void A_table_without_projection_has_only_registered_partitions() => Assert.Equal("", Rows(Songs));

    [Fact]
    public void The_day_is_the_value_of_the_partition_column() => Assert.Equal(
        "2026-11-03",
        Rows(Songs.Projected("2026-11-03,NOW"), "SELECT snapshot_date FROM songs WHERE snapshot_date > '2026-11-01'"));

    [Fact]
    public void The_template_locates_the_files()
    {
        var table = Songs.Projected("2026-11-01,NOW");

        Assert.Equal("1|2|3", Rows(table.With(("storage.location.template", null))));
        Assert.Equal(
            "", Rows(table.With(("storage.location.template", "s3://b/songs/day=${snapshot_date}/"))));
    }

    [Theory]
    [InlineData("2026-09,NOW", "9|10|11")]
    [InlineData("2026-10, 2026-10", "10")]
    [InlineData("2026-12,NOW", "")]
    public void Every_month_of_the_range_is_found_up_to_the_present_one_in_UTC(string range, string rows)
    {
        foreach (var month in (int[])[9, 10, 11, 12])
        {
            _folder.Write(string.Create(CultureInfo.InvariantCulture, $"b/songs/2026-{month:00}/p.csv"), $"a\n{month}\n");
        }

        Assert.Equal(rows, Rows(OfMonths(range), "SELECT a FROM songs ORDER BY snapshot_date"));
    }

    [Theory]
    [InlineData("interval", null)]
    [InlineData("interval", "2")]
    [InlineData("interval.unit", null)]
    [InlineData("interval.unit", "DAYS")]
    [InlineData("range", "2026-11-01,NOW")]
    public void A_projection_of_months_that_the_twin_does_not_carry_out_is_refused(string parameter, string? value)
    {
        var table = OfMonths("2026-09,NOW").With(($"projection.snapshot_date.{parameter}", value));

        Assert.Contains(
            $"projection.snapshot_date.{parameter} is '{value}'",
            Assert.Throws<AthenaException>(() => Rows(table)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("projection.snapshot_date.type", "integer", "type is 'integer'")]
    [InlineData("projection.snapshot_date.interval", "2", "interval is '2'")]
    [InlineData("projection.snapshot_date.type", null, "type is ''")]
    [InlineData("projection.snapshot_date.format", "yyyy/MM/dd", "format is 'yyyy/MM/dd'")]
    [InlineData("projection.snapshot_date.range", "2026-11-01", "range is '2026-11-01'")]
    [InlineData("projection.snapshot_date.range", "2026-11-01,TODAY", "range is '2026-11-01,TODAY'")]
    [InlineData("projection.snapshot_date.range", null, "range is ''")]
    [InlineData("storage.location.template", "s3://b/songs/", "has no ${snapshot_date}")]
    public void An_invalid_projection_fails_the_query_by_name(
        string parameter, string? value, string named)
    {
        var table = Songs.Projected("2026-11-01,NOW").With((parameter, value));

        var refused = Assert.Throws<AthenaException>(() => Rows(table));

        Assert.Contains(
            "the partition projection of the table 'songs' cannot be used", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static CatalogTable OfMonths(string range) => Songs.Projected(range).With(
        ("projection.snapshot_date.format", "yyyy-MM"),
        ("projection.snapshot_date.interval", "1"),
        ("projection.snapshot_date.interval.unit", "MONTHS"),
        ("storage.location.template", "s3://b/songs/${snapshot_date}/"));

    private string Rows(CatalogTable table, string sql = "SELECT a FROM songs ORDER BY a")
    {
        var catalog = new Catalog();
        catalog.AddDatabase(Database);
        catalog.Put(Database, table);
        using var engine = AthenaEngine.Open(
            catalog, _folder.Root, new FakeTimeProvider(Now));
        return string.Join(
            '|', engine.Execute(sql, Database, TestContext.Current.CancellationToken).Rows.Select(row => row[0]));
    }
}
