using System.Text.Json.Nodes;

namespace Tests.Functions.Transform;

public sealed class SnapshotMarkerTests
{
    private const string Morning = "2026-11-21T06:00:00Z";
    private const string Evening = "2026-11-21T18:00:00Z";

    private static readonly string MarkerKey =
        SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId);

    [Fact]
    public async Task The_marker_is_written_last_and_lists_each_table()
    {
        var snapshot = await TransformedSnapshot.OfAsync("""{"track":{"id":"s","name":"n"}}""");

        Assert.Equal($"_snapshots/snapshot_date=2026-11-21/{TransformedSnapshot.PlaylistId}.json", MarkerKey);
        Assert.Equal(MarkerKey, snapshot.S3.Written[^1]);
        var marker = Marker(snapshot);
        Assert.Equal(
            (TransformedSnapshot.Snapshot.Manifest, TransformedSnapshot.PlaylistId, "snapshot/1=", Morning, "csv"),
            (marker.Manifest, marker.PlaylistId, marker.SnapshotId, marker.ExtractedAt, marker.Format));
        Assert.Equal(TransformedSnapshot.Snapshot.Date, marker.SnapshotDate);
        Assert.Null(marker.Rejected);
        Assert.Equal(Tables.All.Select(table => table.Name), marker.Tables.Keys);
        Assert.All(Tables.All, table =>
        {
            var marked = marker.Tables[table.Name];
            var bytes = snapshot.S3[TransformedSnapshot.Processed, marked.Key];
            Assert.Equal(table.Key(marker.SnapshotDate, marker.PlaylistId), marked.Key);
            Assert.Equal(
                (snapshot.Rows(table).Count, bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))),
                (marked.Rows, marked.Bytes, marked.Sha256));
        });
    }

    [Fact]
    public async Task The_marker_of_the_same_snapshot_has_the_same_bytes()
    {
        var first = await TransformedSnapshot.OfAsync("""{"track":{"id":"s"}}""");
        var second = await TransformedSnapshot.OfAsync("""{"track":{"id":"s"}}""");
        var bytes = second.S3[TransformedSnapshot.Processed, MarkerKey];
        await second.RunAsync();

        Assert.Equal(first.S3[TransformedSnapshot.Processed, MarkerKey], bytes);
        Assert.Equal(bytes, second.S3[TransformedSnapshot.Processed, MarkerKey]);
        Assert.Contains("\"schema_version\": 1,", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(bytes, SnapshotMarker.Parse(bytes).ToUtf8());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_later_snapshot_of_a_day_wins_whatever_the_order_of_the_events(bool inOrder)
    {
        var (snapshot, early, late) = TwoOfADay();

        foreach (var next in inOrder ? new[] { early, late } : [late, early])
        {
            await snapshot.RunAsync(TransformedSnapshot.EventOf(next.Manifest));
        }

        AssertAgrees(snapshot, late, "late");
        Assert.Equal(
            inOrder ? 0 : 1,
            snapshot.Invocation.Lines.Count(line =>
                line.StartsWith("{\"event\":\"snapshot superseded\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_two_snapshots_of_the_same_moment_the_greater_key_wins()
    {
        var snapshot = new TransformedSnapshot();
        var (small, great) = (CreateSnapshot("0000000000000000"), CreateSnapshot("ffffffffffffffff"));
        snapshot.Store(great, Page("great"), Morning);
        snapshot.Store(small, Page("small"), Morning);

        await snapshot.RunAsync(TransformedSnapshot.EventOf(great.Manifest, small.Manifest));

        AssertAgrees(snapshot, great, "great");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    public async Task Of_two_readings_of_one_snapshot_the_later_one_wins(int first, int second)
    {
        string[] hashes = ["ffffffffffffffff", "ffffffffffffffff-2", "ffffffffffffffff-10"];
        var snapshot = new TransformedSnapshot();
        var earlier = CreateSnapshot(hashes[Math.Min(first, second)]);
        var later = CreateSnapshot(hashes[Math.Max(first, second)]);
        snapshot.Store(earlier, Page("earlier"), Morning);
        snapshot.Store(later, Page("later"), Morning);

        await snapshot.RunAsync(TransformedSnapshot.EventOf(
            CreateSnapshot(hashes[first]).Manifest, CreateSnapshot(hashes[second]).Manifest));

        AssertAgrees(snapshot, later, "later");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_snapshot_that_another_one_overtakes_while_it_is_written_leaves_the_later_one(
        bool lateIsWritten, bool lateHasRejected)
    {
        var (snapshot, early, late) = TwoOfADay(lateHasRejected);
        var (outer, inner) = lateIsWritten ? (early, late) : (late, early);

        // Between any two calls of the first one the second one comes and goes.
        var calls = await CountCallsAsync(outer, lateHasRejected);
        for (var call = 1; call <= calls; call++)
        {
            (snapshot, _, _) = TwoOfADay(lateHasRejected);
            var left = call;
            snapshot.S3.OnCall = () =>
            {
                if (--left == 0)
                {
                    snapshot.S3.OnCall = () => { };
                    snapshot.RunAsync(TransformedSnapshot.EventOf(inner.Manifest)).GetAwaiter().GetResult();
                }
            };

            await snapshot.RunAsync(TransformedSnapshot.EventOf(outer.Manifest));

            AssertAgrees(snapshot, late, "late");
        }
    }

    [Fact]
    public async Task A_late_event_of_an_earlier_snapshot_restores_tables_that_a_killed_run_has_overwritten()
    {
        var (snapshot, early, late) = TwoOfADay();
        await snapshot.RunAsync(TransformedSnapshot.EventOf(late.Manifest));
        var songs = Tables.Songs.Key(early.Date, early.PlaylistId);
        snapshot.S3[TransformedSnapshot.Processed, songs] = "early"u8.ToArray();

        await snapshot.RunAsync(TransformedSnapshot.EventOf(early.Manifest));

        AssertAgrees(snapshot, late, "late");
    }

    [Theory]
    [InlineData("no marker")]
    [InlineData("null")]
    [InlineData("""{"schema_version":99}""")]
    public async Task A_marker_that_cannot_be_read_is_replaced(string found)
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page("n")]);
        snapshot.S3[TransformedSnapshot.Processed, MarkerKey] = Encoding.UTF8.GetBytes(found);

        await snapshot.RunAsync();

        AssertAgrees(snapshot, TransformedSnapshot.Snapshot, "n");
    }

    [Fact]
    public async Task A_marker_with_a_later_time_than_its_own_manifest_is_replaced()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page("n")]);
        await snapshot.RunAsync();
        var sound = snapshot.S3[TransformedSnapshot.Processed, MarkerKey];
        snapshot.S3[TransformedSnapshot.Processed, MarkerKey] =
            (Marker(snapshot) with { ExtractedAt = Evening }).ToUtf8();

        await snapshot.RunAsync();

        Assert.Equal(sound, snapshot.S3[TransformedSnapshot.Processed, MarkerKey]);
    }

    [Fact]
    public async Task A_key_for_which_others_never_stop_writing_is_named()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page("n")]);
        var other = 0;
        snapshot.S3.OnCall = () =>
            snapshot.S3[TransformedSnapshot.Processed, MarkerKey] = Encoding.UTF8.GetBytes($"{other++}");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());

        Assert.Contains(TransformedSnapshot.Snapshot.Manifest, failure.Message, StringComparison.Ordinal);
        Assert.Contains("others kept writing", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_document_that_is_not_a_marker_is_refused(string json) =>
        Assert.Throws<JsonException>(() => SnapshotMarker.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{}")]
    [InlineData("without songs")]
    [InlineData("null")]
    public async Task A_marker_that_does_not_list_all_tables_is_refused(string tables)
    {
        var snapshot = await TransformedSnapshot.OfAsync("""{"track":{"id":"s"}}""");
        var marker = JsonNode.Parse(snapshot.S3[TransformedSnapshot.Processed, MarkerKey])!;
        switch (tables)
        {
            case "{}":
                marker["tables"] = new JsonObject();
                break;
            case "null":
                marker["tables"]!["songs"] = null;
                break;
            default:
                marker["tables"]!.AsObject().Remove("songs");
                break;
        }

        var refusal = Assert.Throws<JsonException>(
            () => SnapshotMarker.Parse(Encoding.UTF8.GetBytes(marker.ToJsonString())));

        Assert.Contains("does not tell of the table", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<int> CountCallsAsync(RawSnapshot outer, bool lateHasRejected)
    {
        var (snapshot, _, _) = TwoOfADay(lateHasRejected);
        var calls = 0;
        snapshot.S3.OnCall = () => Interlocked.Increment(ref calls);
        await snapshot.RunAsync(TransformedSnapshot.EventOf(outer.Manifest));
        return calls;
    }

    /// <summary>Stores two snapshots of a day, one of which has an entry that cannot be read.</summary>
    private static (TransformedSnapshot Snapshot, RawSnapshot Early, RawSnapshot Late) TwoOfADay(
        bool lateHasRejected = false)
    {
        var snapshot = new TransformedSnapshot();
        // The order of the keys is not that of the times.
        var (early, late) = (CreateSnapshot("ffffffffffffffff"), CreateSnapshot("0000000000000000"));
        snapshot.Store(early, Page("early", lateHasRejected ? "" : ",7"), Morning);
        snapshot.Store(late, Page("late", lateHasRejected ? ",7" : ""), Evening);
        return (snapshot, early, late);
    }

    private static void AssertAgrees(TransformedSnapshot snapshot, RawSnapshot with, string name)
    {
        var marker = Marker(snapshot);
        Assert.Equal(with.Manifest, marker.Manifest);
        Assert.Equal(name, Assert.Single(snapshot.Rows(Tables.Songs))["name"]);
        Assert.All(marker.Tables.Values, table => Assert.Equal(
            table.Sha256,
            Convert.ToHexStringLower(SHA256.HashData(snapshot.S3[TransformedSnapshot.Processed, table.Key]))));
        var rejected = RejectedZone.Key(with.Date, with.PlaylistId);
        var bytes = snapshot.S3.KeysOf(TransformedSnapshot.Processed).Contains(rejected)
            ? snapshot.S3[TransformedSnapshot.Processed, rejected]
            : [];
        Assert.Equal(
            marker.Rejected?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData([])),
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static RawSnapshot CreateSnapshot(string hash) => TransformedSnapshot.Snapshot with { Hash = hash };

    private static byte[] Page(string name, string more = "") =>
        Encoding.UTF8.GetBytes($$$"""{"items":[{"track":{"id":"s","name":"{{{name}}}"}}{{{more}}}]}""");

    private static SnapshotMarker Marker(TransformedSnapshot snapshot) =>
        SnapshotMarker.Parse(snapshot.S3[TransformedSnapshot.Processed, MarkerKey]);
}
