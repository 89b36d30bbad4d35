using Amazon.Lambda.S3Events;
using Amazon.Runtime;

namespace Tests.Functions.Transform;

public sealed class TransformHandlerTests
{
    private static readonly byte[] Page = """{"items":[{"track":{"id":"s"}},{"track":null}],"total":2}"""u8.ToArray();

    private static readonly string ManifestKey = TransformedSnapshot.Snapshot.Manifest;

    [Fact]
    public async Task An_event_of_a_time_out_of_range_is_refused()
    {
        var notification = TransformedSnapshot.EventOf(ManifestKey);
        notification.Records[0].EventTime = DateTime.MaxValue;

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => new TransformedSnapshot().RunAsync(notification));

        Assert.Contains("'eventTime' is 9999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_snapshot_gives_the_same_bytes_under_the_same_keys()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Page]);

        await snapshot.RunAsync();
        var first = Files(snapshot);
        await snapshot.RunAsync();

        Assert.Equal(first, Files(snapshot));
        Assert.Equal(
            Tables.All
                .Select(table => $"{table.Name}/snapshot_date=2026-11-21/{TransformedSnapshot.PlaylistId}.csv")
                .Append($"_snapshots/snapshot_date=2026-11-21/{TransformedSnapshot.PlaylistId}.json")
                .Order(StringComparer.Ordinal),
            snapshot.S3.KeysOf(TransformedSnapshot.Processed));
    }

    [Fact]
    public async Task The_report_counts_the_rows_of_each_table()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Page]);

        var report = Assert.Single((await snapshot.RunAsync()).Snapshots);

        Assert.Equal(TransformedSnapshot.Snapshot.Manifest, report.Manifest);
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["playlists"] = 1,
                ["playlist_entries"] = 4,
                ["songs"] = 1,
                ["albums"] = 0,
                ["artists"] = 0,
                ["song_artists"] = 0,
                ["album_artists"] = 0,
            },
            report.Rows);
        Assert.Contains(
            "\"event\":\"snapshot transformed\"", Assert.Single(snapshot.Invocation.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_bytes_are_not_the_listed_ones_is_refused()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Page]);
        snapshot.S3[TransformedSnapshot.Raw, TransformedSnapshot.Snapshot.Page(1)] = [.. Page, (byte)' '];

        await AssertRefusedAsync(snapshot, "page-00001.json", "SHA-256");
    }

    [Theory]
    [InlineData("""{"items":[{"track":{"id":"s"}},{"tr""")]
    [InlineData("""{"items":[{"track":{"id":"s"}},{}]""")]
    [InlineData("""{"items":[{"track":{"id":"s"}},{}]} {}""")]
    [InlineData("<html>502</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"error":{"status":401,"message":"The access token expired"}}""")]
    [InlineData("""{"items":null}""")]
    public async Task A_page_that_is_cut_short_or_is_not_a_page_is_refused(string page)
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Encoding.UTF8.GetBytes(page)], itemsOf: _ => 2);

        await AssertRefusedAsync(snapshot, "page-00001.json", "cannot be read");
    }

    [Fact]
    public async Task A_page_with_another_number_of_entries_than_listed_is_refused()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page], itemsOf: _ => 3);

        await AssertRefusedAsync(snapshot, "page-00000.json", "2 entries, but the manifest lists 3");
    }

    [Fact]
    public async Task Pages_of_an_earlier_day_are_read_where_the_manifest_says()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Page]);
        var earlier = TransformedSnapshot.Snapshot with { Date = TransformedSnapshot.Snapshot.Date.AddDays(-3) };
        snapshot.S3[TransformedSnapshot.Raw, earlier.Page(1)] =
            snapshot.S3[TransformedSnapshot.Raw, TransformedSnapshot.Snapshot.Page(1)];
        snapshot.S3.Remove(TransformedSnapshot.Raw, TransformedSnapshot.Snapshot.Page(1));
        Refer(snapshot, earlier.Prefix);

        Assert.Equal(4, Assert.Single((await snapshot.RunAsync()).Snapshots).Rows["playlist_entries"]);
    }

    [Theory]
    [InlineData("raw/playlist_id=0000000000000000000000/snapshot_date=2026-11-20/0123456789abcdef/")]
    [InlineData("state/")]
    [InlineData("")]
    public async Task A_folder_that_is_not_a_snapshot_of_the_playlist_is_refused(string folder)
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Page]);
        Refer(snapshot, folder);

        await AssertRefusedAsync(snapshot, "manifest.json", "is not a snapshot of the same playlist");
    }

    private static void Refer(TransformedSnapshot snapshot, string folder)
    {
        var manifest = SnapshotManifest.Parse(snapshot.S3[TransformedSnapshot.Raw, ManifestKey]);
        snapshot.S3[TransformedSnapshot.Raw, ManifestKey] = (manifest with
        {
            Pages = [manifest.Pages[0], manifest.Pages[1] with { Folder = folder }],
        }).ToUtf8();
    }

    [Fact]
    public async Task A_missing_page_is_refused()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        var manifest = Encoding.UTF8.GetString(snapshot.S3[TransformedSnapshot.Raw, ManifestKey]);
        snapshot.S3[TransformedSnapshot.Raw, ManifestKey] =
            Encoding.UTF8.GetBytes(manifest.Replace("page-00000", "page-00009", StringComparison.Ordinal));

        await AssertRefusedAsync(snapshot, "page-00009.json", "NoSuchKey");
    }

    [Theory]
    [InlineData("SlowDown")]
    [InlineData("AccessDenied")]
    [InlineData("KMS.DisabledException")]
    public async Task A_snapshot_is_not_refused_if_S3_cannot_return_an_object_now(string code)
    {
        foreach (var key in (string[])[ManifestKey, TransformedSnapshot.Snapshot.Page(1)])
        {
            var snapshot = new TransformedSnapshot();
            snapshot.Store([Page, Page]);
            snapshot.S3.OnRead = read => read == key ? new AmazonS3Exception("not now") { ErrorCode = code } : null;

            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());

            Assert.Contains(
                $"s3://{TransformedSnapshot.Raw}/{key} cannot be read: {code}: not now",
                failure.Message,
                StringComparison.Ordinal);
            Assert.Empty(snapshot.S3.Written);
        }
    }

    [Theory]
    [InlineData("not JSON", "cannot be read")]
    [InlineData("null", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    [InlineData("\"schema_version\": 1", "\"schema_version\": 99", "schema_version is 99")]
    [InlineData(TransformedSnapshot.PlaylistId, "0000000000000000000000", "is of playlist 0000000000000000000000")]
    [InlineData("2026-11-21", "2026-11-22", "on 2026-11-22")]
    [InlineData("\"track_count\": 2", "\"track_count\": 0", "track_count is 0, but its pages list 2 items")]
    [InlineData("\"track_count\": 2", "\"track_count\": 5", "track_count is 5, but its pages list 2 items")]
    public async Task A_manifest_that_does_not_fit_is_refused(string before, string after, string? reason = null)
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        var manifest = Encoding.UTF8.GetString(snapshot.S3[TransformedSnapshot.Raw, ManifestKey]);
        snapshot.S3[TransformedSnapshot.Raw, ManifestKey] = Encoding.UTF8.GetBytes(
            reason is null ? before : manifest.Replace(before, after, StringComparison.Ordinal));

        await AssertRefusedAsync(snapshot, "manifest.json", reason ?? after);
    }

    [Fact]
    public async Task An_event_of_another_object_is_ignored_with_a_log_line()
    {
        var snapshot = new TransformedSnapshot();
        var removed = TransformedSnapshot.EventOf(TransformedSnapshot.Snapshot.Manifest);
        removed.Records[0].EventName = "ObjectRemoved:Delete";

        var reports = new[]
        {
            await snapshot.RunAsync(new S3Event()),
            await snapshot.RunAsync(new S3Event { Records = [null!] }),
            await snapshot.RunAsync(TransformedSnapshot.EventOf("raw/else.json", TransformedSnapshot.Snapshot.Page(0))),
            await snapshot.RunAsync(removed),
        };

        Assert.All(reports, report => Assert.Empty(report.Snapshots));
        Assert.Equal(5, snapshot.Invocation.Lines.Count);
        Assert.All(
            snapshot.Invocation.Lines,
            line => Assert.StartsWith("{\"event\":\"object ignored\"", line, StringComparison.Ordinal));
        Assert.Empty(snapshot.S3.Written);
    }

    [Fact]
    public async Task One_refused_snapshot_does_not_stop_the_others_of_the_event()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        var missing = new RawSnapshot("0000000000000000000000", TransformedSnapshot.Snapshot.Date, "0123456789abcdef");

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync(
            TransformedSnapshot.EventOf(missing.Manifest, TransformedSnapshot.Snapshot.Manifest)));

        Assert.Contains(missing.Manifest, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(8, snapshot.S3.Written.Count);
    }

    [Fact]
    public async Task Failed_snapshots_are_named_and_the_others_are_written()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        Exception[] failures =
        [
            new HttpRequestException("connection refused"),
            new IOException("the connection was cut"),
            new AmazonServiceException("no credentials"),
            new TaskCanceledException("no answer in time"),
            new FormatException("a defect"),
        ];
        var broken = failures.ToDictionary(
            failure => TransformedSnapshot.Snapshot with { Hash = failure.GetType().Name }, failure => failure);
        snapshot.S3.OnRead = key => broken.FirstOrDefault(pair => pair.Key.Manifest == key).Value;

        var all = await Assert.ThrowsAsync<AggregateException>(() => snapshot.RunAsync(
            TransformedSnapshot.EventOf(
                [.. broken.Keys.Select(missing => missing.Manifest), TransformedSnapshot.Snapshot.Manifest])));

        Assert.All(broken, pair =>
        {
            Assert.Contains(pair.Key.Manifest, all.Message, StringComparison.Ordinal);
            Assert.Contains(pair.Value.Message, all.Message, StringComparison.Ordinal);
        });
        Assert.Equal(8, snapshot.S3.Written.Count);
    }

    [Fact]
    public async Task Snapshots_that_the_invocation_had_no_time_for_are_named()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        snapshot.Invocation.RemainingTime = TimeSpan.Zero;
        snapshot.S3.OnRead = _ => new OperationCanceledException();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());

        Assert.Equal(
            $"s3://{TransformedSnapshot.Raw}/{ManifestKey} could not be transformed: "
            + "the time of the invocation ran out",
            failure.Message);
    }

    [Fact]
    public async Task A_table_that_cannot_be_written_is_named()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        snapshot.S3.RefusedEnd = Tables.Songs.Key(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());

        Assert.Contains(
            "s3://processed-bucket/songs/snapshot_date=2026-11-21/", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AccessDenied", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(TransformedSnapshot snapshot, string name, string reason)
    {
        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.Contains(
            $"s3://{TransformedSnapshot.Raw}/{TransformedSnapshot.Snapshot.Prefix}{name}",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(snapshot.S3.Written);
    }

    private static List<string> Files(TransformedSnapshot snapshot) =>
        [.. Tables.All.Select(snapshot.Csv)];
}
