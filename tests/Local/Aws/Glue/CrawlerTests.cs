using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Tests.Local.Aws.Athena;

namespace Tests.Local.Aws.Glue;

public sealed class CrawlerTests : IDisposable
{
    private const string OneTablePerPrefix = """
        {"Version":1,"Grouping":{"TableGroupingPolicy":"CombineCompatibleSchemas","TableLevelConfiguration":2},
         "CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}}}
        """;

    private static readonly CsvClassifier WithHeader = new(ContainsHeader: "PRESENT", SerDe: "OpenCSVSerDe");
    private readonly TestFolder _folder = new();
    private readonly Catalog _catalog = new();

    public CrawlerTests() => _catalog.AddDatabase("lake");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_becomes_a_table_and_its_folders_become_partitions()
    {
        _folder.Write("b/Song_Artists/snapshot_date=2024-01-01/p.csv", "Song_ID,artist_id\n1,2\n");
        _folder.Write("b/Song_Artists/snapshot_date=2024-01-02/p.csv", "song_id,artist_id\n1,2\n");
        _folder.Write("b/Song_Artists/snapshot_date=2024-01-02/q.csv", "song_id,artist_id\n1,2\n");
        _folder.Write("b/state/x.csv", "not,a,table\n");

        var summary = Crawl("s3://b/Song_Artists/");

        Assert.Equal(["song_artists"], summary.TablesCreated);
        Assert.Equal(2, summary.PartitionsAdded);
        Assert.Empty(summary.Warnings);
        var table = Assert.Single(_catalog.Tables("lake"));
        Assert.Equal("s3://b/Song_Artists/", table.Location);
        Assert.Equal([new("song_id", "string"), new("artist_id", "string")], table.Columns);
        Assert.Equal([new CatalogColumn("snapshot_date", "string")], table.PartitionKeys);
        Assert.Equal(["2024-01-01", "2024-01-02"], table.Partitions.Select(partition => partition.Values[0]));
        Assert.Equal("s3://b/Song_Artists/snapshot_date=2024-01-02/", table.Partitions[1].Location);
        Assert.Equal("1", table.Parameters["skip.header.line.count"]);
        Assert.Equal(CatalogTable.OpenCsv, table.SerDe);
    }

    [Fact]
    public void A_crawler_that_only_logs_changes_adds_partitions_and_leaves_the_columns()
    {
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        Crawl("s3://b/songs/");
        _folder.Write("b/songs/day=2/p.csv", "a,b,c\n1,2,3\n");

        var summary = Run(new CrawlerDeclaration(
            "crawler", "lake", ["s3://b/songs/"], [WithHeader], OneTablePerPrefix, UpdatesTables: false));

        Assert.Equal(1, summary.PartitionsAdded);
        Assert.Empty(summary.TablesUpdated);
        var table = Assert.Single(_catalog.Tables("lake"));
        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
        Assert.Equal(2, table.Partitions.Length);
    }

    [Fact]
    public void A_second_crawl_adds_only_what_is_new()
    {
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        Crawl("s3://b/songs/");
        var again = Crawl("s3://b/songs/");
        Assert.Equal(0, again.PartitionsAdded);
        Assert.Empty(again.TablesCreated);
        Assert.Empty(again.TablesUpdated);

        _folder.Write("b/songs/day=2/p.csv", "a,b,c\n1,2,3\n");
        again = Crawl("s3://b/songs/");
        Assert.Equal(1, again.PartitionsAdded);
        Assert.Equal(["songs"], again.TablesUpdated);
        Assert.Equal(["a", "b", "c"], _catalog.Find("lake", "songs")!.Columns.Select(column => column.Name));
    }

    [Fact]
    public void The_header_of_a_table_with_only_strings_is_read_as_data_without_a_classifier()
    {
        _folder.Write("b/artists/p.csv", "artist_id,name,url\na1,Ann,https://x\na2,Bob,https://y\n");

        Crawl("s3://b/artists/", new CsvClassifier(SerDe: "OpenCSVSerDe"));
        var table = _catalog.Find("lake", "artists")!;
        Assert.Equal(["col0", "col1", "col2"], table.Columns.Select(column => column.Name));
        Assert.Equal("0", table.Parameters["skip.header.line.count"]);

        _catalog.AddDatabase("known");
        Crawl("s3://b/artists/", WithHeader, database: "known");
        table = _catalog.Find("known", "artists")!;
        Assert.Equal(["artist_id", "name", "url"], table.Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("UNKNOWN", "song_id,popularity\ns1,7\n", "song_id|popularity")]
    [InlineData("UNKNOWN", "song_id,day\ns1,2024-01-01\n", "song_id|day")]
    [InlineData("UNKNOWN", "song_id\n7\n", "col0")]
    [InlineData("UNKNOWN", "s1,7\ns2,8\n", "col0|col1")]
    [InlineData("ABSENT", "song_id,popularity\ns1,7\n", "col0|col1")]
    [InlineData("PRESENT", "1,2\n3,4\n", "1|2")]
    public void A_header_is_detected_as_by_Glue(string containsHeader, string text, string columns)
    {
        _folder.Write("b/songs/p.csv", text);
        Crawl("s3://b/songs/", new CsvClassifier(ContainsHeader: containsHeader, SerDe: "OpenCSVSerDe"));
        Assert.Equal(
            columns,
            string.Join('|', _catalog.Find("lake", "songs")!.Columns.Select(column => column.Name)));
    }

    [Fact]
    public void The_built_in_classifier_makes_a_table_without_quote_handling()
    {
        _folder.Write("b/songs/p.csv", "a,b\n1,2\n");
        Crawl("s3://b/songs/", classifier: null);
        Assert.Equal(CatalogTable.LazySimple, _catalog.Find("lake", "songs")!.SerDe);
    }

    [Fact]
    public void An_empty_target_makes_no_table()
    {
        _folder.Write("b/songs/day=1/p.csv", "");
        _folder.Write("b/albums/_SUCCESS", "x");
        var summary = Crawl("s3://b/songs/", "s3://b/albums/", "s3://b/nowhere/");
        Assert.Empty(summary.TablesCreated);
        Assert.Empty(_catalog.Tables("lake"));
    }

    [Fact]
    public void Folders_without_keys_become_numbered_partitions()
    {
        _folder.Write("b/songs/2024/01/p.csv", "a,b\n1,2\n");
        Crawl("s3://b/songs/");
        var table = _catalog.Find("lake", "songs")!;
        Assert.Equal(["partition_0", "partition_1"], table.PartitionKeys.Select(key => key.Name));
        Assert.Equal(["2024", "01"], Assert.Single(table.Partitions).Values);
    }

    [Fact]
    public void Files_whose_columns_are_in_another_order_are_named()
    {
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        _folder.Write("b/songs/day=2/p.csv", "b,a\n1,2\n");
        var warning = Assert.Single(Crawl("s3://b/songs/").Warnings);
        Assert.Contains("songs/day=2/p.csv (b, a)", warning, StringComparison.Ordinal);
        Assert.Contains("by their position", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Partitions_with_other_columns_that_do_not_inherit_give_a_warning()
    {
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        _folder.Write("b/songs/day=2/p.csv", "a,b,c\n1,2,3\n");
        var summary = Crawl("s3://b/songs/", WithHeader, configuration: null);
        Assert.Contains(summary.Warnings, warning =>
            warning.Contains("HIVE_PARTITION_SCHEMA_MISMATCH", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_beside_partition_folders_are_in_no_partition_and_are_named()
    {
        _folder.Write("b/songs/stray.csv", "a,b\n1,2\n");
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        var warning = Assert.Single(Crawl("s3://b/songs/").Warnings);
        Assert.Contains("beside partition folders", warning, StringComparison.Ordinal);
        Assert.Single(_catalog.Find("lake", "songs")!.Partitions);
    }

    [Fact]
    public void A_target_above_the_tables_makes_a_table_of_each_folder_at_the_table_level()
    {
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        _folder.Write("b/albums/day=1/p.csv", "c,d\n1,2\n");
        _folder.Write("b/readme.csv", "x,y\n1,2\n");
        var summary = Crawl("s3://b");
        Assert.Equal(["albums", "songs"], summary.TablesCreated);
        Assert.Contains("readme.csv", Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_have_the_prefix_and_no_hyphens()
    {
        _folder.Write("b/My-Songs/p.csv", "a,b\n1,2\n");
        Crawler.Run(
            Declaration(["s3://b/My-Songs/"], WithHeader, OneTablePerPrefix, "lake") with { TablePrefix = "raw_" },
            _folder.Root,
            _catalog,
            TestContext.Current.CancellationToken);
        Assert.NotNull(_catalog.Find("lake", "raw_my_songs"));
    }

    [Fact]
    public void JSON_lines_become_a_table_of_strings_with_the_columns_in_the_order_of_the_keys()
    {
        _folder.Write("b/songs/snapshot_date=2024-01-01/p.jsonl", """
            {"song_id":"s1","Name":"x","album_id":""}
            {"song_id":"s2","name":"y","isrc":"i"}
            """);
        _folder.Write("b/songs/snapshot_date=2024-01-02/p.jsonl", "");

        var summary = CrawlJson("s3://b/songs/");

        Assert.Empty(summary.Warnings);
        var table = Assert.Single(_catalog.Tables("lake"));
        Assert.Equal(CatalogTable.OpenXJson, table.SerDe);
        Assert.Equal(
            [new("song_id", "string"), new("name", "string"), new("album_id", "string"), new("isrc", "string")],
            table.Columns);
        Assert.Equal("album_id,isrc,name,song_id", table.SerDeParameters["paths"]);
        Assert.Equal("json", table.Parameters["classification"]);
        Assert.Equal("snapshot_date", Assert.Single(table.PartitionKeys).Name);
        Assert.Equal(2, table.Partitions.Length);
    }

    [Fact]
    public void Values_keep_their_JSON_types_and_mixed_types_become_strings()
    {
        _folder.Write("b/songs/p.jsonl", """
            {"a":1,"b":9999999999,"c":1.5,"d":true,"e":null,"f":1,"g":[],"h":{}}
            {"a":2,"b":9999999999,"c":2.5,"d":false,"e":"x","f":"1","g":[],"h":{}}
            """);

        CrawlJson("s3://b/songs/");

        Assert.Equal(
            ["int", "bigint", "double", "boolean", "string", "string", "array", "struct"],
            _catalog.Find("lake", "songs")!.Columns.Select(column => column.Type));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Files_in_another_format_than_declared_are_named(bool declaresJson)
    {
        _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        _folder.Write("b/songs/day=2/p.jsonl", """{"a":"1","b":"2"}""");
        var (declared, other, file) = declaresJson
            ? ("json", "csv", "songs/day=1/p.csv")
            : ("csv", "json", "songs/day=2/p.jsonl");

        var summary = declaresJson ? CrawlJson("s3://b/songs/") : Crawl("s3://b/songs/");

        Assert.StartsWith(
            $"Table 'songs': 1 files are not {declared} but {other}, the first is {file}.",
            Assert.Single(summary.Warnings),
            StringComparison.Ordinal);
        var table = _catalog.Find("lake", "songs")!;
        Assert.Equal(declaresJson ? CatalogTable.OpenXJson : CatalogTable.OpenCsv, table.SerDe);
        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_table_whose_files_are_of_another_format_now_is_read_by_another_SerDe()
    {
        var file = _folder.Write("b/songs/day=1/p.csv", "a,b\n1,2\n");
        Crawl("s3://b/songs/");
        File.Delete(file);
        _folder.Write("b/songs/day=1/p.jsonl", """{"a":"1","b":"2"}""");

        var summary = CrawlJson("s3://b/songs/");

        Assert.Empty(summary.Warnings);
        Assert.Equal(["songs"], summary.TablesUpdated);
        Assert.Equal(CatalogTable.OpenXJson, _catalog.Find("lake", "songs")!.SerDe);
    }

    [Fact]
    public void A_path_into_the_documents_is_refused()
    {
        _folder.Write("b/songs/p.jsonl", """{"a":"1"}""");

        var refused = Assert.Throws<FormatException>(() => CrawlJson("s3://b/songs/", "$[*]"));

        Assert.Contains("'$[*]'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://b/songs", "must begin with s3://")]
    [InlineData("s3:///songs", "names no bucket")]
    public void A_target_that_is_not_an_S3_path_is_refused(string target, string message) =>
        Assert.Contains(
            message, Assert.Throws<FormatException>(() => Crawl(target)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{", "cannot be used")]
    [InlineData("""{"Grouping":{"TableGroupingPolicy":"Combine"}}""", "can only be 'CombineCompatibleSchemas'")]
    [InlineData("""{"Grouping":{"TableLevelConfiguration":1}}""", "starts at 2")]
    [InlineData("""{"Groping":{}, "CreatePartitionIndex":true}""", "does not know CreatePartitionIndex")]
    public void A_configuration_that_the_twin_does_not_know_is_refused(string configuration, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<FormatException>(() => Crawl("s3://b/songs/", WithHeader, configuration)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_missing_database_is_named() =>
        Assert.Contains(
            "'nowhere'",
            Assert.Throws<KeyNotFoundException>(() => Crawl("s3://b/songs/", WithHeader, database: "nowhere")).Message,
            StringComparison.Ordinal);

    private CrawlSummary Crawl(params string[] targets) =>
        Run(Declaration([.. targets], WithHeader, OneTablePerPrefix, "lake"));

    private CrawlSummary Crawl(
        string target,
        CsvClassifier? classifier,
        string? configuration = OneTablePerPrefix,
        string database = "lake") =>
        Run(Declaration([target], classifier, configuration, database));

    private CrawlSummary CrawlJson(string target, string path = "$") =>
        Run(new CrawlerDeclaration("crawler", "lake", [target], [new JsonClassifier(path)], OneTablePerPrefix));

    private CrawlSummary Run(CrawlerDeclaration declaration) =>
        Crawler.Run(declaration, _folder.Root, _catalog, TestContext.Current.CancellationToken);

    private static CrawlerDeclaration Declaration(
        ImmutableArray<string> targets, CsvClassifier? classifier, string? configuration, string database) =>
        new("crawler", database, targets, classifier is null ? [] : [classifier], configuration);
}
