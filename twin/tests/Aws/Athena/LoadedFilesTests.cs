using Twin.Tests.Aws.Glue;

namespace Twin.Tests.Aws.Athena;

/// <summary>A statement reads the days that it needs, whatever others have read before.</summary>
public sealed class LoadedFilesTests : IDisposable
{
    private const string Database = "lake";
    private const int Days = 40;

    private static readonly DateOnly First = new(2024, 1, 1);

    private readonly TestFolder _folder = new();
    private readonly Catalog _catalog = new();
    private readonly AthenaEngine _engine;

    public LoadedFilesTests()
    {
        for (var day = 0; day < Days; day++)
        {
            Write(day, $"song {day}");
        }

        _catalog.AddDatabase(Database);
        _catalog.Put(Database, TestTable.Csv("s3://lake/songs/", "name"));
        Crawler.Run([new CrawlerTarget(Database, "songs")], _folder.Root, _catalog, TestContext.Current.CancellationToken);
        _engine = AthenaEngine.Open(_catalog, _folder.Root, new FakeTimeProvider());
    }

    [Fact]
    public void Days_are_read_in_any_order_and_again_when_they_change()
    {
        Assert.Equal(["song 39"], Names($"WHERE snapshot_date = '{Text(39)}'"));
        Assert.Equal(["song 0", "song 1"], Names($"WHERE snapshot_date < '{Text(2)}'"));
        Assert.Equal(Enumerable.Range(0, Days).Select(day => $"song {day}"), Names(""));

        Write(7, "another song");
        File.Delete(Path.Combine(_folder.Root, PathOf(39)));
        Assert.Equal(["another song"], Names($"WHERE snapshot_date = '{Text(7)}'"));
        Write(3, "one more");
        Assert.Equal(Days - 1, Names("").Length);
        Assert.Equal(["one more"], Names($"WHERE snapshot_date IN ('{Text(3)}', '{Text(39)}')"));
        Assert.Equal(Days - 1, _engine.CountRows(Database, _catalog.Find(Database, "songs")!, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private static string Text(int day) => $"{First.AddDays(day):yyyy-MM-dd}";

    private static string PathOf(int day) => $"lake/songs/snapshot_date={Text(day)}/p.csv";

    private void Write(int day, string name) => _folder.Write(PathOf(day), $"name\n{name}\n");

    private string[] Names(string where) =>
    [
        .. _engine.Execute($"SELECT name FROM songs {where}", Database, TestContext.Current.CancellationToken).Rows
            .Select(row => (string)row[0]!),
    ];
}
