using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;
using Twin.Tests.Aws.Glue;

namespace Twin.Tests.Aws.Athena;

public sealed class OpenXJsonSerDeTests : IDisposable
{
    private static readonly OpenXJsonSerDe SerDe = new(["song_id", "name"]);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"song_id":"1","name":"x"}""", "1", "x")]
    [InlineData("""  {"Name":"x","SONG_ID":"1","more":[1]}""", "1", "x")]
    [InlineData("""{"name":"a\"\\\u00e9\n"}""", null, "a\"\\é\n")]
    [InlineData("""{"song_id":"","name":null}""", "", null)]
    [InlineData("""{"song_id":1.50,"name":true}""", "1.50", "true")]
    [InlineData("""{"song_id":{"a":[1]},"name":"x"}""", """{"a":[1]}""", "x")]
    [InlineData("""["1","x","more"]""", "1", "x")]
    [InlineData("""["1"]""", "1", null)]
    [InlineData("", null, null)]
    [InlineData("song_id,name", null, null)]
    [InlineData("\"text\"", null, null)]
    public void A_line_is_a_row(string line, string? id, string? name) =>
        Assert.Equal((id, name), SerDe.Parse(line) is [var first, var second] ? (first, second) : default);

    [Theory]
    [InlineData("""{"song_id":"1",""")]
    [InlineData("""{"song_id":"1"} {"song_id":"2"}""")]
    [InlineData("""{"song_id":"1","Song_Id":"2"}""")]
    [InlineData("""{song_id:1}""")]
    public void An_invalid_JSON_object_fails_the_query(string line) => Assert.StartsWith(
        "HIVE_CURSOR_ERROR: Row is not a valid JSON Object",
        Assert.Throws<AthenaException>(() => SerDe.Parse(line)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Lines_end_as_in_Hadoop_and_a_byte_order_mark_is_skipped()
    {
        var file = _folder.Write("f", "\uFEFF{\"song_id\":\"1\"}\r\n{\"song_id\":\"2\"}\r{\"song_id\":\"3\"}\n");

        Assert.Equal(["1", "2", "3"], SerDe.ReadRows(file).Select(row => row[0]));
    }

    [Fact]
    public void A_file_that_cannot_be_read_fails_only_the_queries_of_its_table_and_is_named()
    {
        _folder.Write("b/songs/p.jsonl", "{\"a\":\"1\"}\n");
        _folder.Write("b/artists/p.jsonl", "{\"a\":");
        using var engine = Open(
            TestTable.Json("s3://b/songs/", "a") with { PartitionKeys = [] },
            TestTable.Json("s3://b/artists/", "a") with { PartitionKeys = [] });

        Assert.Equal("1", engine.Execute("SELECT a FROM songs", "lake", Cancel).Rows[0][0]);
        var refused = Assert.Throws<AthenaException>(() => engine.Execute("SELECT a FROM artists", "lake", Cancel));
        Assert.Contains("HIVE_CURSOR_ERROR", refused.Message, StringComparison.Ordinal);
        Assert.Contains("(artists/p.jsonl)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_no_text_is_refused_by_name()
    {
        using var engine = Open(TestTable.Json("s3://b/songs/") with { Columns = [new CatalogColumn("a", "int")] });

        var refused = Assert.Throws<AthenaException>(() => engine.Execute("SELECT a FROM songs", "lake", Cancel));

        Assert.Contains("'a' of the type int", refused.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AthenaEngine Open(params CatalogTable[] tables)
    {
        var catalog = new Catalog();
        catalog.AddDatabase("lake");
        foreach (var table in tables)
        {
            catalog.Put("lake", table);
        }

        return AthenaEngine.Open(catalog, _folder.Root, TimeProvider.System);
    }
}
