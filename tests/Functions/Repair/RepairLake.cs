using Functions.Repair;

namespace Tests.Functions.Repair;

/// <summary>Raw snapshots in the twin's S3, and the real handler for them.</summary>
internal sealed class RepairLake : IAsyncDisposable
{
    public const string One = "37i9dQZEVXbMDoHDwVN2tF";
    public const string Two = "3cEYpjA9oz9GiPac4AsH4n";

    private readonly TwinLake _lake;

    private RepairLake(TwinLake lake) => _lake = lake;

    /// <summary>A time an hour after all writes, when every manifest is old enough to need tables.</summary>
    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow().AddHours(1);

    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public RepairSettings Settings { get; set; } = new("spotify-test", TwinLake.Raw, TwinLake.Processed);

    /// <summary>The handler's client; null for the twin's own.</summary>
    public IAmazonS3? S3 { get; set; }

    public MetricLines Output { get; } = new();
    public LambdaInvocation Invocation { get; } = new();

    public TwinLake Lake => _lake;

    public Ledger Ledger => new(_lake.S3, TwinLake.Raw, TwinLake.Processed);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RepairLake> StartAsync() => new(await TwinLake.StartAsync());

    /// <summary>Stores a complete snapshot with one track, and optionally one entry that cannot be read.</summary>
    public async Task<RawSnapshot> StoreAsync(
        string playlistId,
        DateOnly date,
        string name = "song",
        string time = "06:00:00",
        bool damaged = false,
        bool rejected = false)
    {
        var (entries, more) = rejected ? (2, ",7") : (1, "");
        var isChart = playlistId.StartsWith("top-tracks", StringComparison.Ordinal);
        var item = $$"""{"id":"s","name":"{{name}}"}""";
        item = isChart ? item : $$"""{"track":{{item}}}""";
        var snapshotId = $"{playlistId} {time} {name}";
        var snapshot = new RawSnapshot(playlistId, date, RawSnapshot.HashOf(snapshotId));
        var page = Encoding.UTF8.GetBytes($$"""{"items":[{{item}}{{more}}]}""");
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(playlistId, "Top 50", "spotify", snapshotId, entries),
            string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}T{time}Z"),
            date,
            isChart ? RawEndpoint.TopTracks : RawEndpoint.Items,
            "https://api.spotify.com/v1/",
            "1.0.0",
            [ManifestPage.Of(0, 0, entries, page)]);
        await PutAsync(TwinLake.Raw, snapshot.Page(0), damaged ? "[]"u8.ToArray() : page);
        await PutAsync(TwinLake.Raw, snapshot.Manifest, manifest.ToUtf8());
        return snapshot;
    }

    public async Task PutAsync(string bucket, string key, byte[] bytes)
    {
        using var body = new MemoryStream(bytes);
        await _lake.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = body }, Cancel);
    }

    /// <summary>Transforms a snapshot, as after its manifest's event.</summary>
    public Task TransformAsync(RawSnapshot snapshot) =>
        new SnapshotTransform(
            _lake.S3, TwinLake.Raw, new ProcessedStore(_lake.S3, TwinLake.Processed), Settings.Format)
            .TransformAsync(snapshot, Cancel);

    public Task<RepairReport> RunAsync(RepairEvent asked) =>
        new RepairHandler(Settings, S3 ?? _lake.S3, Output, TimeProvider.System).HandleAsync(asked, Invocation);

    public async Task<ReconcileReport> ReconcileAsync(DateTimeOffset? now = null) =>
        (await RunAsync(new RepairEvent(Time: now ?? Now))).Reconciled!;

    public async Task<SnapshotMarker> MarkerAsync(RawSnapshot snapshot) => SnapshotMarker.Parse(
        await _lake.ReadAsync(TwinLake.Processed, SnapshotMarker.KeyOf(snapshot.Date, snapshot.PlaylistId)));

    /// <summary>The name of the one song of a playlist and day.</summary>
    public async Task<string> SongAsync(RawSnapshot snapshot) => OpenCsv.Read(Encoding.UTF8.GetString(
        await _lake.ReadAsync(TwinLake.Processed, Tables.Songs.Key(snapshot.Date, snapshot.PlaylistId))))[1][1];

    /// <summary>Lets ten minutes pass, so that later writes have another time.</summary>
    public void Wait() => _lake.Clock.Pass(TimeSpan.FromMinutes(10));

    public Task DeleteAsync(string key) => _lake.S3.DeleteObjectAsync(TwinLake.Processed, key, Cancel);

    /// <summary>The time at which each object of the processed bucket was written, without those of replays.</summary>
    public async Task<SortedDictionary<string, DateTime?>> WrittenAsync()
    {
        var listing = await _lake.S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = TwinLake.Processed }, Cancel);
        return new SortedDictionary<string, DateTime?>(
            listing.S3Objects
                .Where(found => !found.Key.StartsWith(ReplayZone.Prefix, StringComparison.Ordinal))
                .ToDictionary(found => found.Key, found => found.LastModified),
            StringComparer.Ordinal);
    }

    public async Task<SortedDictionary<string, string>> ProcessedAsync(bool replays = false)
    {
        var listing = await _lake.S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = TwinLake.Processed }, Cancel);
        return new SortedDictionary<string, string>(
            (listing.S3Objects ?? [])
                .Where(found => found.Key.StartsWith(ReplayZone.Prefix, StringComparison.Ordinal) == replays)
                .ToDictionary(found => found.Key, found => found.ETag),
            StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Output.DisposeAsync();
        await _lake.DisposeAsync();
    }
}
