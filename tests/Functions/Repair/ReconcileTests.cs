using Functions.Hosting;
using Functions.Repair;

namespace Tests.Functions.Repair;

public sealed class ReconcileTests
{
    private static readonly DateOnly Day = RepairLake.Today.AddDays(-1);

    [Fact]
    public async Task An_own_list_is_repaired_and_replayed_like_a_playlist()
    {
        await using var lake = await RepairLake.StartAsync();
        var chart = await lake.StoreAsync("top-tracks-short", Day, "charted");
        var likes = await lake.StoreAsync("liked", Day, "liked");

        await lake.ReconcileAsync();
        var shown = (await lake.RunAsync(new RepairEvent(
            Action: RepairEvent.ReplayAction,
            Step: RepairEvent.ShadowStep,
            Id: "own-lists",
            From: Day,
            To: Day,
            PlaylistIds: [chart.PlaylistId, likes.PlaylistId]))).Replayed!;

        Assert.Equal(("charted", "liked"), (await lake.SongAsync(chart), await lake.SongAsync(likes)));
        Assert.Equal((2, 0, 0), (shown.Snapshots, shown.Changed, shown.Failed));
    }

    [Fact]
    public async Task A_snapshot_without_a_marker_gets_the_same_bytes_as_from_its_event()
    {
        await using var lake = await RepairLake.StartAsync();
        var (one, two) = (await lake.StoreAsync(RepairLake.One, Day), await lake.StoreAsync(RepairLake.Two, Day));
        await lake.TransformAsync(one);
        await lake.TransformAsync(two);
        var expected = await lake.ProcessedAsync();

        await using var healed = await RepairLake.StartAsync();
        await healed.TransformAsync(await healed.StoreAsync(RepairLake.One, Day));
        await healed.StoreAsync(RepairLake.Two, Day);
        var report = await healed.ReconcileAsync();

        Assert.Equal(2, report.Manifests);
        Assert.Equal(two.Manifest, Assert.Single(report.Repaired).Manifest);
        Assert.Equal(0, report.Left);
        Assert.Equal(expected, await healed.ProcessedAsync());
        Assert.Equal([1], healed.Output.GetValues(LakeMetrics.SnapshotsRepaired));
        Assert.Equal([0], healed.Output.GetValues(LakeMetrics.SnapshotsUnrepaired));
        Assert.Equal([1], healed.Output.GetValues(LakeMetrics.SnapshotsTransformed));
        Assert.Contains(healed.Invocation.Lines, line =>
            line.StartsWith("{\"event\":\"snapshot repaired\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_tables_are_not_written_again()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));
        var before = await lake.WrittenAsync();

        lake.Wait();
        var report = await lake.ReconcileAsync();

        Assert.Equal((1, 0, 0), (report.Manifests, report.Repaired.Count, report.Left));
        Assert.Equal(before, await lake.WrittenAsync());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task Missing_and_overwritten_tables_get_their_bytes_again(string form)
    {
        await using var lake = await RepairLake.StartAsync();
        var format = TableFormat.Find(form)!;
        lake.Settings = lake.Settings with { Format = format };
        var (one, two) = (await lake.StoreAsync(RepairLake.One, Day), await lake.StoreAsync(RepairLake.Two, Day));
        await lake.TransformAsync(one);
        await lake.TransformAsync(two);
        var (sound, written) = (await lake.ProcessedAsync(), await lake.WrittenAsync());

        lake.Wait();
        await lake.DeleteAsync(Tables.Albums.Key(Day, RepairLake.One, format));
        await lake.PutAsync(TwinLake.Processed, Tables.Songs.Key(Day, RepairLake.One, format), "damaged"u8.ToArray());
        var report = await lake.ReconcileAsync();

        Assert.Equal(one.Manifest, Assert.Single(report.Repaired).Manifest);
        Assert.Equal(0, report.Left);
        Assert.Equal(sound, await lake.ProcessedAsync());
        Assert.All(
            (await lake.WrittenAsync()).Where(stored => stored.Key.Contains(RepairLake.Two, StringComparison.Ordinal)),
            stored => Assert.Equal(written[stored.Key], stored.Value));

        // And they are sound for good.
        Assert.Empty((await lake.ReconcileAsync()).Repaired);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_missing_or_overwritten_table_is_enough_for_a_repair(bool deleted)
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));
        var sound = await lake.ProcessedAsync();

        lake.Wait();
        var songs = Tables.Songs.Key(Day, RepairLake.One);
        await (deleted ? lake.DeleteAsync(songs) : lake.PutAsync(TwinLake.Processed, songs, "damaged"u8.ToArray()));
        var report = await lake.ReconcileAsync();

        Assert.Single(report.Repaired);
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    public async Task A_marker_that_was_emptied_or_cut_short_is_written_again(int length)
    {
        await using var lake = await RepairLake.StartAsync();
        var (one, two) = (await lake.StoreAsync(RepairLake.One, Day), await lake.StoreAsync(RepairLake.Two, Day));
        await lake.TransformAsync(one);
        await lake.TransformAsync(two);
        var sound = await lake.ProcessedAsync();
        var key = SnapshotMarker.KeyOf(Day, RepairLake.One);
        var whole = await lake.Lake.ReadAsync(TwinLake.Processed, key);

        await lake.PutAsync(TwinLake.Processed, key, whole[..length]);
        var report = await lake.ReconcileAsync();

        Assert.Equal((one.Manifest, 0), (Assert.Single(report.Repaired).Manifest, report.Left));
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_marker_that_does_not_list_every_table_is_written_again()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync(RepairLake.One, Day);
        await lake.TransformAsync(snapshot);
        var sound = await lake.ProcessedAsync();
        var marker = await lake.MarkerAsync(snapshot);
        var tables = marker.Tables.Where(table => table.Key != Tables.Songs.Name)
            .ToDictionary(table => table.Key, table => table.Value);

        await lake.DeleteAsync(marker.Tables[Tables.Songs.Name].Key);
        await lake.PutAsync(
            TwinLake.Processed,
            SnapshotMarker.KeyOf(Day, RepairLake.One),
            (marker with { Tables = tables }).ToUtf8());
        var report = await lake.ReconcileAsync();

        Assert.Equal((snapshot.Manifest, 0), (Assert.Single(report.Repaired).Manifest, report.Left));
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_table_left_in_another_form_is_deleted_for_good()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));
        var sound = await lake.ProcessedAsync();

        lake.Wait();
        await lake.PutAsync(
            TwinLake.Processed, Tables.Songs.Key(Day, RepairLake.One, TableFormat.JsonLines), "{}\n"u8.ToArray());
        Assert.Single((await lake.ReconcileAsync()).Repaired);

        Assert.Equal(sound, await lake.ProcessedAsync());
        Assert.Empty((await lake.ReconcileAsync()).Repaired);
    }

    [Theory]
    [InlineData("csv", "jsonl")]
    [InlineData("jsonl", "csv")]
    public async Task Tables_in_two_forms_become_those_of_the_marker_however_old_they_are(string form, string left)
    {
        await using var lake = await RepairLake.StartAsync();
        lake.Settings = lake.Settings with { Format = TableFormat.Find(form)! };
        var other = Tables.Songs.Key(Day, RepairLake.One, TableFormat.Find(left));
        await lake.PutAsync(TwinLake.Processed, other, "{}\n"u8.ToArray());
        lake.Wait();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));
        Assert.Contains(other, (await lake.ProcessedAsync()).Keys);

        Assert.Single((await lake.ReconcileAsync()).Repaired);

        Assert.DoesNotContain(other, (await lake.ProcessedAsync()).Keys);
        Assert.Empty((await lake.ReconcileAsync()).Repaired);
    }

    [Fact]
    public async Task A_file_in_a_form_that_no_table_has_is_kept()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));
        lake.Wait();
        await lake.PutAsync(
            TwinLake.Processed, $"songs/snapshot_date={Day:yyyy-MM-dd}/{RepairLake.One}.txt", "mine"u8.ToArray());

        Assert.Empty((await lake.ReconcileAsync()).Repaired);
    }

    /// <summary>The time does not count here: S3's times are whole seconds, and a table and its marker may have the
    /// same.</summary>
    [Fact]
    public async Task On_a_day_with_several_snapshots_a_table_of_another_length_is_made_again()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "morning", "06:00:00");
        var evening = await lake.StoreAsync(RepairLake.One, Day, "evening", "18:00:00");
        await lake.TransformAsync(evening);
        var sound = await lake.ProcessedAsync();
        var marker = (await lake.MarkerAsync(evening)).ToUtf8();

        await lake.PutAsync(TwinLake.Processed, Tables.Songs.Key(Day, RepairLake.One), "another's"u8.ToArray());
        lake.Wait();
        await lake.PutAsync(TwinLake.Processed, SnapshotMarker.KeyOf(Day, RepairLake.One), marker);
        var report = await lake.ReconcileAsync();

        Assert.Equal(evening.Manifest, Assert.Single(report.Repaired).Manifest);
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task Sound_days_with_rejected_entries_and_several_snapshots_are_not_written_again()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "morning", "06:00:00");
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day, "evening", "18:00:00", rejected: true));
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.Two, Day, rejected: true));
        // Empty where the snapshot before had some.
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.Two, Day, "evening", "18:00:00"));
        var before = await lake.WrittenAsync();
        Assert.Equal(2, before.Keys.Count(key => key.StartsWith(RejectedZone.Prefix, StringComparison.Ordinal)));

        lake.Wait();
        Assert.Empty((await lake.ReconcileAsync()).Repaired);

        Assert.Equal(before, await lake.WrittenAsync());
    }

    [Fact]
    public async Task Rejected_entries_that_are_no_longer_of_the_snapshot_are_emptied()
    {
        await using var lake = await RepairLake.StartAsync();
        var rejected = RejectedZone.Key(Day, RepairLake.One);
        await lake.PutAsync(TwinLake.Processed, rejected, "of a cut attempt\n"u8.ToArray());
        lake.Wait();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));

        Assert.Single((await lake.ReconcileAsync()).Repaired);

        Assert.Empty(await lake.Lake.ReadAsync(TwinLake.Processed, rejected));
        Assert.Empty((await lake.ReconcileAsync()).Repaired);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Missing_and_overwritten_rejected_entries_get_their_bytes_again(bool deleted)
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "morning", "06:00:00");
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day, "evening", "18:00:00", rejected: true));
        var sound = await lake.ProcessedAsync();

        lake.Wait();
        var rejected = RejectedZone.Key(Day, RepairLake.One);
        await (deleted
            ? lake.DeleteAsync(rejected)
            : lake.PutAsync(TwinLake.Processed, rejected, "damaged"u8.ToArray()));

        Assert.Single((await lake.ReconcileAsync()).Repaired);
        Assert.Equal(sound, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task Every_marker_is_longer_than_the_shortest_length()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync(RepairLake.One, Day);
        await lake.TransformAsync(snapshot);
        var marker = await lake.MarkerAsync(snapshot);

        var shortest = marker with
        {
            Manifest = "",
            PlaylistId = "",
            SnapshotId = "",
            ExtractedAt = "",
            CodeVersion = "",
            Format = "",
            Tables = marker.Tables.ToDictionary(
                table => table.Key, table => table.Value with { Key = "", Rows = 0, Bytes = 0 }),
        };

        Assert.True(shortest.ToUtf8().Length > SnapshotMarker.MinLength);
    }

    [Fact]
    public async Task A_table_that_is_later_than_its_marker_may_be_of_a_transform_that_is_under_way()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "morning", "06:00:00");
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day, "evening", "18:00:00"));
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.Two, Day));
        lake.Lake.Clock.Pass(TimeSpan.FromMinutes(50));
        foreach (var playlist in (string[])[RepairLake.One, RepairLake.Two])
        {
            await lake.PutAsync(TwinLake.Processed, Tables.Songs.Key(Day, playlist), "another's"u8.ToArray());
        }

        var before = await lake.ProcessedAsync();

        Assert.Empty((await lake.ReconcileAsync()).Repaired);

        Assert.Equal(before, await lake.ProcessedAsync());
    }

    [Fact]
    public async Task A_marker_that_is_newer_than_the_listing_is_not_contradicted()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day, "morning", "06:00:00"));
        var check = await TableCheck.RunAsync(
            lake.Ledger,
            await lake.Ledger.MarkersAsync(Day, Day, TestContext.Current.CancellationToken),
            Day,
            Day,
            RepairLake.Now,
            TestContext.Current.CancellationToken);

        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day, "a longer name", "18:00:00"));
        var found = await new ProcessedStore(lake.Lake.S3, TwinLake.Processed)
            .FindMarkerAsync(Day, RepairLake.One, TestContext.Current.CancellationToken);

        Assert.False(check.Contradicts(found));
    }

    [Fact]
    public async Task A_later_snapshot_whose_manifest_was_written_before_that_of_the_marker_is_made()
    {
        await using var lake = await RepairLake.StartAsync();
        var evening = await lake.StoreAsync(RepairLake.One, Day, "evening", "18:00:00");
        lake.Wait();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day, "morning", "06:00:00"));

        await lake.ReconcileAsync();

        Assert.Equal("evening", await lake.SongAsync(evening));
    }

    [Theory]
    [InlineData("06:00:00", "18:00:00", "evening")]
    [InlineData("18:00:00", "06:00:00", "morning")]
    public async Task A_marker_of_an_earlier_manifest_is_replaced_and_one_of_a_later_stays(
        string morning, string evening, string name)
    {
        await using var lake = await RepairLake.StartAsync();
        var first = await lake.StoreAsync(RepairLake.One, Day, "morning", morning);
        var second = await lake.StoreAsync(RepairLake.One, Day, "evening", evening);
        await lake.TransformAsync(first);

        await lake.ReconcileAsync();

        Assert.Equal(name, await lake.SongAsync(first));
        Assert.Equal(name == "evening" ? second.Manifest : first.Manifest, (await lake.MarkerAsync(first)).Manifest);
    }

    [Fact]
    public async Task The_latest_snapshot_of_a_day_without_tables_is_made()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day, "noon", "12:00:00");
        var late = await lake.StoreAsync(RepairLake.One, Day, "late", "23:00:00");
        await lake.StoreAsync(RepairLake.One, Day, "early", "01:00:00");

        var report = await lake.ReconcileAsync();

        Assert.Equal(late.Manifest, Assert.Single(report.Repaired).Manifest);
        Assert.Equal("late", await lake.SongAsync(late));
    }

    [Theory]
    [InlineData(-50, 0)]
    [InlineData(-30, 1)]
    public async Task A_snapshot_is_not_repaired_in_its_first_minutes(int minutes, int repaired)
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day);

        var report = await lake.ReconcileAsync(RepairLake.Now.AddMinutes(minutes));

        Assert.Equal(repaired, report.Repaired.Count);
        Assert.Equal(0, report.Left);
    }

    [Fact]
    public async Task A_snapshot_older_than_a_week_is_not_repaired()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, RepairLake.Today.AddDays(-8));
        var oldest = await lake.StoreAsync(RepairLake.One, RepairLake.Today.AddDays(-7));

        var report = await lake.ReconcileAsync();

        Assert.Equal(oldest.Manifest, Assert.Single(report.Repaired).Manifest);
    }

    [Fact]
    public async Task A_snapshot_that_is_damaged_stops_no_other_and_fails_the_invocation_by_name()
    {
        await using var lake = await RepairLake.StartAsync();
        var damaged = await lake.StoreAsync(RepairLake.One, Day.AddDays(-1), damaged: true);
        var sound = await lake.StoreAsync(RepairLake.Two, Day);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ReconcileAsync());

        Assert.Contains(damaged.Prefix, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(sound.Prefix, failure.Message, StringComparison.Ordinal);
        Assert.Equal("song", await lake.SongAsync(sound));
        Assert.Equal([1], lake.Output.GetValues(LakeMetrics.SnapshotsRepaired));
        Assert.Equal([1], lake.Output.GetValues(LakeMetrics.SnapshotsUnrepaired));
        Assert.DoesNotContain(
            await lake.ProcessedAsync(), stored => stored.Key.Contains(RepairLake.One, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_snapshot_fails_one_run_and_is_reported_by_the_next()
    {
        await using var lake = await RepairLake.StartAsync();
        var damaged = await lake.StoreAsync(RepairLake.One, Day, damaged: true);
        await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ReconcileAsync());

        lake.Lake.Clock.Pass(TimeSpan.FromHours(6));
        var fresh = await lake.StoreAsync(RepairLake.Two, Day);
        var report = await lake.ReconcileAsync(RepairLake.Now.AddHours(6));

        Assert.Equal(damaged.Manifest, Assert.Single(report.Refused).Manifest);
        Assert.Contains("page-00000.json", report.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Equal(fresh.Manifest, Assert.Single(report.Repaired).Manifest);
        Assert.Equal(1, report.Left);
        Assert.Equal([1, 1], lake.Output.GetValues(LakeMetrics.SnapshotsUnrepaired));
        Assert.Contains(lake.Invocation.Lines, line =>
            line.StartsWith("{\"event\":\"snapshot refused again\"", StringComparison.Ordinal)
            && line.Contains(damaged.Manifest, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SlowDown")]
    [InlineData("AccessDenied")]
    [InlineData(null)]
    public async Task An_object_that_S3_cannot_return_now_fails_the_run_by_name_at_any_age(string? code)
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync(RepairLake.One, Day);
        lake.Lake.Clock.Pass(TimeSpan.FromHours(6));
        var sound = await lake.StoreAsync(RepairLake.Two, Day);
        using var s3 = lake.Lake.Client((credentials, config) => new FailingS3(credentials, config)
        {
            Key = snapshot.Page(0),
            Code = code,
        });
        lake.S3 = s3;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => lake.ReconcileAsync(RepairLake.Now.AddHours(6)));

        Assert.Contains(
            $"s3://{TwinLake.Raw}/{snapshot.Page(0)} cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.Contains(code ?? FailingS3.Broken, failure.Message, StringComparison.Ordinal);
        Assert.Equal("song", await lake.SongAsync(sound));

        lake.S3 = null;
        Assert.Equal(
            snapshot.Manifest,
            Assert.Single((await lake.ReconcileAsync(RepairLake.Now.AddHours(6))).Repaired).Manifest);
    }

    [Fact]
    public async Task A_newly_damaged_snapshot_fails_the_run_and_a_known_one_does_not()
    {
        await using var lake = await RepairLake.StartAsync();
        var known = await lake.StoreAsync(RepairLake.One, Day, damaged: true);
        lake.Lake.Clock.Pass(TimeSpan.FromHours(6));
        var damaged = await lake.StoreAsync(RepairLake.Two, Day, damaged: true);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => lake.ReconcileAsync(RepairLake.Now.AddHours(6)));

        Assert.Contains(damaged.Prefix, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(known.Prefix, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_last_snapshot_of_a_day_is_damaged_the_one_before_is_made()
    {
        await using var lake = await RepairLake.StartAsync();
        var sound = await lake.StoreAsync(RepairLake.One, Day, "sound", "06:00:00");
        await lake.StoreAsync(RepairLake.One, Day, "damaged", "18:00:00", damaged: true);

        await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ReconcileAsync());

        Assert.Equal("sound", await lake.SongAsync(sound));
    }

    [Fact]
    public async Task A_broken_manifest_is_named_and_the_other_snapshot_of_its_day_is_repaired()
    {
        await using var lake = await RepairLake.StartAsync();
        var sound = await lake.StoreAsync(RepairLake.One, Day, "sound", "06:00:00");
        var other = await lake.StoreAsync(RepairLake.One, Day, "other", "18:00:00");
        await lake.PutAsync(TwinLake.Raw, other.Manifest, "{"u8.ToArray());

        await lake.ReconcileAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ReconcileAsync());

        Assert.Equal("sound", await lake.SongAsync(sound));
        Assert.Contains(other.Prefix, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_time_the_rest_is_left_to_the_next_period()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day);
        await lake.StoreAsync(RepairLake.Two, Day);
        var store = new ProcessedStore(lake.Lake.S3, TwinLake.Processed);
        var reconcile = new Reconcile(
            lake.Settings,
            lake.Ledger,
            new RepairTransforms(
                    lake.Lake.S3, lake.Settings, UsersKey.Plain, lake.Ledger, RepairLake.Today),
            store)
        {
            OnRepaired = _ => { },
            OnMonthRepaired = (_, _) => { },
        };

        var report = await reconcile.RunAsync(
            RepairLake.Now,
            new TimeBudget(DateTimeOffset.MinValue, TimeProvider.System),
            TestContext.Current.CancellationToken);

        Assert.Equal((2, 0, 2), (report.Manifests, report.Repaired.Count, report.Left));
        Assert.Equal(0, reconcile.Failures.Count);
        Assert.Empty(await lake.ProcessedAsync());
    }
}
