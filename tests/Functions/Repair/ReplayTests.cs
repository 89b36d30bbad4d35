using System.Text.Json.Nodes;
using Functions.Hosting;
using Functions.Repair;

namespace Tests.Functions.Repair;

/// <summary>Replays of days, whose tables are made again.</summary>
public sealed class ReplayTests
{
    private const string Id = "20261121-120000-abcd";

    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Last = new(2026, 11, 3);

    [Fact]
    public async Task The_comparison_lists_each_row_that_differs_and_changes_no_table()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await OldTablesAsync(lake, "new", "song_id,name\ns,\"old, \"\"x\"\" \\\\\"\ngone,g\n");
        var before = await lake.ProcessedAsync();

        var report = await AskAsync(lake, RepairEvent.ShadowStep);

        Assert.Equal((1, 1, 0, null), (report.Snapshots, report.Changed, report.Failed, report.Next));
        var (table, rows) = Assert.Single(report.Rows);
        Assert.Equal((Tables.Songs.Name, new RowCounts(0, 1, 1)), (table, rows));
        Assert.Equal(before, await lake.ProcessedAsync());

        var lines = Encoding.UTF8.GetString(await lake.Lake.ReadAsync(
            TwinLake.Processed, ReplayZone.Differences(Id, TablePlace.Of(snapshot.Date, snapshot.PlaylistId))))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(["changed", "removed"], lines.Select(line => line["row"]!.GetValue<string>()));
        Assert.All(lines, line => Assert.Equal("songs", line["table"]!.GetValue<string>()));
        Assert.Equal("s", lines[0]["key"]!["song_id"]!.GetValue<string>());
        Assert.Equal("old, \"x\" \\", lines[0]["before"]!["name"]!.GetValue<string>());
        Assert.Equal("new", lines[0]["after"]!["name"]!.GetValue<string>());
        Assert.Equal("""{"song_id":"gone","name":"g"}""", lines[1]["before"]!.ToJsonString());
        Assert.Null(lines[1]["after"]);
    }

    [Fact]
    public async Task The_compared_tables_are_promoted_and_a_second_promotion_writes_nothing()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await OldTablesAsync(lake, "new", "song_id,name\ns,old\n");
        await AskAsync(lake, RepairEvent.ShadowStep);

        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 1, 0), (promoted.Snapshots, promoted.Changed, promoted.Failed));
        Assert.Equal("new", await lake.SongAsync(snapshot));
        var songs = Tables.Songs.Key(snapshot.Date, snapshot.PlaylistId);
        Assert.Equal(songs, (await lake.MarkerAsync(snapshot)).Tables["songs"].Key);

        var written = await lake.WrittenAsync();
        lake.Wait();
        await AskAsync(lake, RepairEvent.PromoteStep);
        Assert.Equal(written, await lake.WrittenAsync());
    }

    [Fact]
    public async Task A_day_of_which_the_job_has_made_nothing_is_a_failure_and_is_not_made()
    {
        await using var lake = await RepairLake.StartAsync();
        await OldTablesAsync(lake, "new", "song_id,name\ns,old\n");
        var before = await lake.ProcessedAsync();

        var report = await AskAsync(lake, RepairEvent.CompareStep);

        Assert.Equal((1, 0, 1), (report.Snapshots, report.Changed, report.Failed));
        Assert.Contains("the job has made no tables of it", Assert.Single(report.Failures), StringComparison.Ordinal);
        Assert.Equal(before, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_promoted_replay_requests_the_publication_and_a_shown_one_does_not()
    {
        await using var lake = await RepairLake.StartAsync();
        await OldTablesAsync(lake, "new", "song_id,name\ns,old\n");

        await AskAsync(lake, RepairEvent.ShadowStep);
        var shown = await RequestsAsync(lake);
        await AskAsync(lake, RepairEvent.PromoteStep);
        var promoted = await RequestsAsync(lake);

        Assert.Empty(shown);
        var request = PublicationRequest.Parse(await lake.Lake.ReadAsync(TwinLake.Raw, Assert.Single(promoted)));
        Assert.Equal(PublicationRequest.Replay, request.Reason);
        Assert.Empty(request.Manifests);
    }

    [Fact]
    public async Task A_sound_lake_does_not_differ_and_is_not_written_again()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, First));
        var written = await lake.WrittenAsync();

        lake.Wait();
        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 0, 0), (shown.Snapshots, shown.Changed, promoted.Changed));
        Assert.Equal(written, await lake.WrittenAsync());
    }

    [Theory]
    [InlineData("csv", "damaged")]
    [InlineData("csv", "song_id\nx,y,z\n")]
    [InlineData("jsonl", "{\"song_id\":")]
    [InlineData("jsonl", "5")]
    public async Task Damaged_and_deleted_tables_differ_and_are_restored(
        string form, string damage)
    {
        await using var lake = await RepairLake.StartAsync();
        var format = TableFormat.Find(form)!;
        lake.Settings = lake.Settings with { Format = format };
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, First));
        var sound = await lake.ProcessedAsync();
        await lake.DeleteAsync(Tables.Playlists.Key(First, RepairLake.One, format));
        await lake.PutAsync(
            TwinLake.Processed, Tables.Songs.Key(First, RepairLake.One, format), Encoding.UTF8.GetBytes(damage));

        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 0), (shown.Changed, shown.Failed));
        Assert.Equal(["playlists", "songs"], shown.Rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1, 0, 0), (promoted.Changed, promoted.Superseded, promoted.Failed));
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Theory]
    [InlineData("a table in another form")]
    [InlineData("rejected entries that are gone")]
    [InlineData("rejected entries that are none")]
    public async Task Other_objects_than_the_marker_lists_differ_and_are_corrected(string what)
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(
            await lake.StoreAsync(RepairLake.One, First, rejected: what == "rejected entries that are gone"));
        var rejected = RejectedZone.Key(First, RepairLake.One);
        var sound = await lake.ProcessedAsync();
        await (what switch
        {
            "a table in another form" => lake.PutAsync(
                TwinLake.Processed,
                Tables.Albums.Key(First, RepairLake.One, TableFormat.JsonLines),
                "{}\n"u8.ToArray()),
            "rejected entries that are gone" => lake.DeleteAsync(rejected),
            _ => lake.PutAsync(TwinLake.Processed, rejected, "of a cut attempt\n"u8.ToArray()),
        });

        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 1, 0), (shown.Changed, promoted.Changed, promoted.Failed));
        Assert.Empty(shown.Rows);
        var now = await lake.ProcessedAsync();
        if (what == "rejected entries that are none")
        {
            Assert.Empty(await lake.Lake.ReadAsync(TwinLake.Processed, rejected));
            now.Remove(rejected);
        }

        Assert.Equal(sound, now);
        Assert.Equal(0, (await AskAsync(lake, RepairEvent.ShadowStep)).Changed);
    }

    [Theory]
    [InlineData("other bytes")]
    [InlineData("0123456789ab")]
    public async Task What_other_code_has_compared_and_tables_of_other_bytes_are_not_written(string reason)
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await OldTablesAsync(lake, "new", "song_id,name\ns,old\n");
        await AskAsync(lake, RepairEvent.ShadowStep);
        var key = ReplayZone.Shown(Id, TablePlace.Of(snapshot.Date, snapshot.PlaylistId));
        var shown = JsonNode.Parse(await lake.Lake.ReadAsync(TwinLake.Processed, key))!;
        if (reason == "other bytes")
        {
            shown["shadow"]!["tables"]!["albums"]!["sha256"] = new string('1', 64);
        }
        else
        {
            shown["shadow"]!["code_version"] = reason;
        }

        await lake.PutAsync(TwinLake.Processed, key, Encoding.UTF8.GetBytes(shown.ToJsonString()));
        var (before, written) = (await lake.ProcessedAsync(), await lake.WrittenAsync());

        lake.Wait();
        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal(1, promoted.Failed);
        Assert.Contains(reason, Assert.Single(promoted.Failures), StringComparison.Ordinal);
        Assert.Equal(before, await lake.ProcessedAsync());
        Assert.Equal(written, await lake.WrittenAsync());
    }

    [Fact]
    public async Task A_snapshot_that_was_not_compared_is_not_promoted()
    {
        await using var lake = await RepairLake.StartAsync();
        await AskAsync(lake, RepairEvent.ShadowStep);
        await lake.StoreAsync(RepairLake.One, First);

        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal(0, promoted.Snapshots);
        Assert.Empty(await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_later_snapshot_that_came_meanwhile_is_kept()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await OldTablesAsync(lake, "shown", "song_id,name\ns,old\n");
        await AskAsync(lake, RepairEvent.ShadowStep);
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, First, "later", "23:00:00"));
        var written = await lake.WrittenAsync();

        lake.Wait();
        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal((1, 1, 0), (promoted.Changed, promoted.Superseded, promoted.Failed));
        Assert.Equal("later", await lake.SongAsync(snapshot));
        Assert.Equal(written, await lake.WrittenAsync());
    }

    [Fact]
    public async Task Many_days_playlists_and_months_are_replayed_in_parts()
    {
        await using var lake = await RepairLake.StartAsync();
        var all = new List<RawSnapshot>();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            all.Add(await lake.StoreAsync(RepairLake.One, day));
            all.Add(await lake.StoreAsync(RepairLake.Two, day));
        }

        await lake.StoreAsync(RepairLake.One, First.AddDays(-1));
        await lake.StoreAsync(RepairLake.Two, Last.AddDays(1));
        foreach (var (key, bytes) in PlayLake.ImportOf("2026-11", ["""{"ts":"2026-11-30T00:00:00Z"}"""]))
        {
            await lake.PutAsync(TwinLake.Raw, key, bytes);
        }

        var shown = await PartsAsync(lake, replay => replay.ShowAsync, all.Count + 3);
        Assert.Equal(all.Count + 1, shown.Sum(part => part.Snapshots));
        Assert.All(shown, part => Assert.InRange(part.Snapshots, 0, 1));
        Assert.Empty(await lake.ProcessedAsync());

        var promoted = await PartsAsync(lake, replay => replay.PromoteAsync, all.Count + 3);
        Assert.Equal(all.Count + 1, promoted.Sum(part => part.Changed));
        Assert.Equal(
            all.Select(snapshot => SnapshotMarker.KeyOf(snapshot.Date, snapshot.PlaylistId))
                .Order(StringComparer.Ordinal),
            (await lake.ProcessedAsync()).Keys.Where(key =>
                key.StartsWith(SnapshotMarker.Prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_the_named_playlists_are_made_again()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, First);
        await lake.StoreAsync(RepairLake.Two, First);

        var report = await AskAsync(lake, RepairEvent.ShadowStep, RepairLake.Two);

        Assert.Equal(1, report.Snapshots);
        Assert.All(
            (await lake.ProcessedAsync(replays: true)).Keys,
            key => Assert.Contains(RepairLake.Two, key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_named_and_the_others_are_shown()
    {
        await using var lake = await RepairLake.StartAsync();
        var damaged = await lake.StoreAsync(RepairLake.One, First, damaged: true);
        await lake.StoreAsync(RepairLake.Two, First);

        var report = await AskAsync(lake, RepairEvent.ShadowStep);

        Assert.Equal((2, 1, 1), (report.Snapshots, report.Changed, report.Failed));
        Assert.Contains(damaged.Prefix, Assert.Single(report.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repaint", RepairEvent.ShadowStep, Id, "repaint")]
    [InlineData(RepairEvent.ReplayAction, "sideways", Id, "sideways")]
    [InlineData(RepairEvent.ReplayAction, RepairEvent.ShadowStep, null, "'id'")]
    [InlineData(RepairEvent.ReplayAction, RepairEvent.ShadowStep, "../songs", "'id'")]
    public async Task An_unknown_action_step_or_id_is_refused(string action, string step, string? id, string named)
    {
        await using var lake = await RepairLake.StartAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            lake.RunAsync(new RepairEvent(Action: action, Step: step, Id: id, From: First, To: Last)));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_days_than_the_first_are_refused_by_name()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, First);
        lake.Settings = lake.Settings with { FirstDay = First.AddDays(1) };

        var refused = await AskAsync(lake, RepairEvent.ShadowStep);

        Assert.Equal(0, refused.Snapshots);
        Assert.StartsWith(
            "2026-11-01 is before the tables' first day, 2026-11-02:", refused.Refused, StringComparison.Ordinal);
        Assert.Empty(await lake.ProcessedAsync(replays: true));

        lake.Settings = lake.Settings with { FirstDay = First };
        var shown = await AskAsync(lake, RepairEvent.ShadowStep);
        Assert.Equal((1, null), (shown.Snapshots, shown.Refused));
    }

    [Fact]
    public async Task Days_that_are_kept_no_longer_are_refused_and_pages_that_have_expired_are_named()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync(RepairLake.One, First);
        await lake.Lake.S3.DeleteObjectAsync(TwinLake.Raw, snapshot.Page(0), TestContext.Current.CancellationToken);
        lake.Settings = lake.Settings with { TableRetention = new KeptDays(1) };

        var refused = await AskAsync(lake, RepairEvent.ShadowStep);
        lake.Settings = lake.Settings with { TableRetention = default, RawRetention = new KeptDays(1) };
        var shown = await AskAsync(lake, RepairEvent.ShadowStep);

        Assert.Contains("tables are kept for 1 days", refused.Refused, StringComparison.Ordinal);
        Assert.Contains("page-00000.json: it has expired: ", Assert.Single(shown.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_columns_of_each_table_are_columns_of_it() => Assert.All(
        Tables.Declared, table => Assert.Subset(table.Columns.ToHashSet(), TableDifference.KeyOf(table).ToHashSet()));

    // Tables that other code has made: the marker tells of them.
    private static async Task<RawSnapshot> OldTablesAsync(RepairLake lake, string name, string songs)
    {
        var snapshot = await lake.StoreAsync(RepairLake.One, First, name);
        await lake.TransformAsync(snapshot);
        var marker = await lake.MarkerAsync(snapshot);
        var old = new Dictionary<string, MarkedTable>(marker.Tables, StringComparer.Ordinal)
        {
            [Tables.Songs.Name] = marker.Tables[Tables.Songs.Name] with { Sha256 = new string('0', 64) },
        };
        // The columns that the old table lacks are no difference of the test's.
        var header = string.Join(',', Tables.Songs.Columns);
        var current = Encoding.UTF8.GetString(await lake.Lake.ReadAsync(TwinLake.Processed, old["songs"].Key));
        Assert.StartsWith(header, current, StringComparison.Ordinal);
        var rest = current.Split('\n')[1][$"s,{name}".Length..];
        var lines = songs.Split('\n');
        lines[0] = header;
        lines[1] += rest;
        await lake.PutAsync(
            TwinLake.Processed, old[Tables.Songs.Name].Key, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        await lake.PutAsync(
            TwinLake.Processed,
            SnapshotMarker.KeyOf(snapshot.Date, snapshot.PlaylistId),
            (marker with { CodeVersion = "old", Tables = old }).ToUtf8());
        return snapshot;
    }

    private static async Task<ReplayReport> AskAsync(RepairLake lake, string step, params string[] playlists) =>
        (await lake.RunAsync(new RepairEvent(
            Action: RepairEvent.ReplayAction,
            Step: step,
            Id: Id,
            From: First,
            To: Last,
            PlaylistIds: playlists.Length == 0 ? null : playlists))).Replayed!;

    // With no time at all each part does one snapshot.
    private static async Task<IReadOnlyList<string>> RequestsAsync(RepairLake lake)
    {
        var listing = await lake.Lake.S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = TwinLake.Raw, Prefix = PublicationRequest.Prefix },
            TestContext.Current.CancellationToken);
        return [.. (listing.S3Objects ?? []).Select(found => found.Key)];
    }

    private static async Task<List<ReplayReport>> PartsAsync(
        RepairLake lake,
        Func<Replay, Func<TimeBudget, CancellationToken, Task<ReplayReport>>> step,
        int most)
    {
        var parts = new List<ReplayReport>();
        string? after = null;
        do
        {
            var replay = new Replay(
                lake.Lake.S3,
                lake.Settings,
                lake.Ledger,
                new RepairTransforms(
                    lake.Lake.S3, lake.Settings, UsersKey.Plain, lake.Ledger, RepairLake.Today),
                new RepairEvent(
                    Action: RepairEvent.ReplayAction, Id: Id, From: First, To: Last, After: after));
            parts.Add(await step(replay)(
                new TimeBudget(DateTimeOffset.MinValue, TimeProvider.System), TestContext.Current.CancellationToken));
            after = parts[^1].Next;
            Assert.InRange(parts.Count, 1, most);
        }
        while (after is not null);

        return parts;
    }
}
