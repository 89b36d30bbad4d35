namespace Twin.Tests.Aws.Glue;

public sealed class CrawlerTests : FolderTest
{
    private const string Database = "lake";
    private static readonly CatalogTable Songs = TestTable.Csv("s3://b/songs/", "a", "b");

    private readonly Catalog _catalog = new();

    public CrawlerTests() => _catalog.AddDatabase(Database);

    [Fact]
    public void Folders_of_a_declared_table_become_partitions_and_the_table_stays_as_it_is()
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p.csv", "a,b\n1,2\n");
        Folder.Write("b/songs/snapshot_date=2024-01-02/p.csv", "A,b\n1,2\n");
        Folder.Write("b/songs/snapshot_date=2024-01-02/q.csv", "a,b\n");
        Folder.Write("b/state/x.csv", "not,a,table\n");

        var summary = Crawl(Songs);

        Assert.Equal(2, summary.PartitionsAdded);
        Assert.Empty(summary.Mistakes);
        var table = Assert.Single(_catalog.Tables(Database));
        Assert.Equal(["2024-01-01", "2024-01-02"], table.Partitions.Select(partition => partition.Values[0]));
        Assert.Equal("s3://b/songs/snapshot_date=2024-01-02/", table.Partitions[1].Location);
        Assert.Equal(Songs, table with { Partitions = Songs.Partitions });
    }

    [Fact]
    public void A_second_crawl_adds_only_new_partitions()
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p.csv", "a,b\n1,2\n");
        Assert.Equal(1, Crawl(Songs).PartitionsAdded);
        Assert.Equal(0, Crawl().PartitionsAdded);

        Folder.Write("b/songs/snapshot_date=2024-01-02/p.csv", "a,b\n1,2\n");
        Assert.Equal(1, Crawl().PartitionsAdded);
        Assert.Equal(2, Assert.Single(_catalog.Tables(Database)).Partitions.Length);
    }

    [Fact]
    public void An_empty_file_makes_a_partition_and_an_empty_target_makes_none()
    {
        Assert.Equal(0, Crawl(Songs).PartitionsAdded);

        Folder.Write("b/songs/snapshot_date=2024-01-01/p.csv", "");
        var summary = Crawl();

        Assert.Equal(1, summary.PartitionsAdded);
        Assert.Empty(summary.Mistakes);
    }

    [Theory]
    [InlineData("b,a\n2,1\n", "b, a")]
    [InlineData("b\n2\n", "b")]
    [InlineData("a,b,c\n1,2,3\n", "a, b, c")]
    [InlineData("1,2\n", "1, 2")]
    public void A_CSV_file_whose_header_has_other_columns_is_named(string file, string columns)
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p.csv", "a,b\n1,2\n");
        Folder.Write("b/songs/snapshot_date=2024-01-02/p.csv", file);
        Folder.Write("b/songs/snapshot_date=2024-01-03/p.csv", file);

        Assert.Equal(
            $"Table 'songs': songs/snapshot_date=2024-01-02/p.csv has the columns {columns}, and the table a, b: "
            + "fields are read by their position.",
            Assert.Single(Crawl(Songs).Mistakes));
    }

    [Fact]
    public void A_file_from_before_the_last_column_is_not_named()
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p.csv", "a\n1\n");
        Folder.Write("b/lines/snapshot_date=2024-01-01/p.jsonl", """{"a":"1"}""");

        Assert.Empty(Crawl(Songs).Mistakes);
        Assert.Empty(Crawl(TestTable.Json("s3://b/lines/", "a", "b")).Mistakes);
    }

    [Fact]
    public void A_JSON_line_may_have_its_keys_in_any_order()
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p.jsonl", """{"B":"1","a":"2"}""");

        Assert.Empty(Crawl(TestTable.Json("s3://b/songs/", "a", "b")).Mistakes);
    }

    [Fact]
    public void A_JSON_line_with_other_keys_is_named()
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p.jsonl", """{"a":"1","c":"2"}""");

        Assert.Contains(
            "has the columns a, c, and the table a, b: values are read by their keys.",
            Assert.Single(Crawl(TestTable.Json("s3://b/songs/", "a", "b")).Mistakes),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CSV", """{"a":"1","b":"2"}""")]
    [InlineData("JSON", "a,b\n1,2\n")]
    public void A_file_in_another_format_is_named(string form, string file)
    {
        Folder.Write("b/songs/snapshot_date=2024-01-01/p", file);

        var summary = Crawl(form == "CSV" ? Songs : TestTable.Json("s3://b/songs/", "a", "b"));

        Assert.StartsWith(
            $"Table 'songs': songs/snapshot_date=2024-01-01/p is not {form}, as the table is.",
            Assert.Single(summary.Mistakes),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_table_is_named() => Assert.Contains(
        "'songs'", Assert.Throws<KeyNotFoundException>(() => Crawl()).Message, StringComparison.Ordinal);

    private CrawlSummary Crawl(CatalogTable? declared = null)
    {
        if (declared is not null)
        {
            _catalog.Put(Database, declared);
        }

        return Crawler.Run([new CrawlerTarget(Database, "songs")], Folder.Root, _catalog, Cancel);
    }
}
