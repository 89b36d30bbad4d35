using Twin.Tests.Aws.Glue;

namespace Twin.Tests.Aws.Athena;

/// <summary>A bucket with two declared tables, and an engine with a stopped clock.</summary>
public sealed class SmallLake : IDisposable
{
    public const string Database = "spotify-lake";

    private static readonly DateTimeOffset Now = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private readonly TestFolder _folder = new();

    public SmallLake()
    {
        _folder.Write("lake/songs/snapshot_date=2024-01-01/p.csv", """
            song_id,name,popularity
            s1,"Say ""hi"", \\o/",7
            s2,,12
            s3,שיר 😀,
            """);
        _folder.Write("lake/songs/snapshot_date=2024-01-02/p.csv", """
            song_id,name,popularity
            s1,Again,8
            """);
        _folder.Write("lake/artists/a.csv", "artist_id,name\na1,Ann\n");
        Catalog.AddDatabase(Database);
        Catalog.Put(Database, TestTable.Csv("s3://lake/artists/", "artist_id", "name") with { PartitionKeys = [] });
        Catalog.Put(Database, TestTable.Csv("s3://lake/songs/", "song_id", "name", "popularity"));
        Crawler.Run([new CrawlerTarget(Database, "songs")], _folder.Root, Catalog, CancellationToken.None);
        Engine = Open(Catalog);
    }

    internal Catalog Catalog { get; } = new();

    internal AthenaEngine Engine { get; }

    internal AthenaEngine Open(Catalog catalog) =>
        AthenaEngine.Open(catalog, _folder.Root, new FakeTimeProvider(Now));

    public void Dispose()
    {
        Engine.Dispose();
        _folder.Dispose();
    }
}
