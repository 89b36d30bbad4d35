using Functions.Publish;
using static Tests.Functions.Publish.PublicationLake;

namespace Tests.Functions.Publish;

/// <summary>The days that are published, by the real handler with the twin's S3.</summary>
public sealed class PublicationPlannerTests
{
    [Fact]
    public async Task A_day_with_tables_is_due_once()
    {
        await using var lake = await PublicationLake.StartAsync();
        var snapshot = await lake.StoreAsync(One, Day);

        var first = await lake.PlanAsync(await lake.RequestAsync(snapshot));
        await lake.RecordAsync(Assert.Single(first.Parts));
        await lake.ReleaseAsync();
        var second = await lake.PlanAsync();

        Assert.Equal((PublicationReport.Publish, "1 day due, 2026-11-21 to 2026-11-21"), (first.Next, first.Because));
        Assert.Equal((Day, Day), (first.Parts[0].FirstDay, first.Parts[0].LastDay));
        Assert.Equal(
            (PublicationReport.Nothing, "the analytics tables hold everything that the tables have"),
            (second.Next, second.Because));
    }

    [Fact]
    public async Task Due_days_are_grouped_by_month()
    {
        await using var lake = await PublicationLake.StartAsync();
        foreach (var day in (DateOnly[])[new(2026, 9, 30), new(2026, 10, 1), new(2026, 10, 31), Day])
        {
            await lake.StoreAsync(One, day);
        }

        var plan = await lake.PlanAsync();

        Assert.Equal(
            ["2026-09-30 2026-09-30", "2026-10-01 2026-10-31", "2026-11-21 2026-11-21"],
            plan.Parts.Select(part => string.Create(
                CultureInfo.InvariantCulture, $"{part.FirstDay:yyyy-MM-dd} {part.LastDay:yyyy-MM-dd}")));
        Assert.Equal([1, 2, 1], plan.Parts.Select(part => part.Days.Count));
    }

    [Fact]
    public async Task A_day_before_the_first_day_is_not_published()
    {
        await using var lake = await PublicationLake.StartAsync();
        lake.Settings = lake.Settings with { FirstDay = Day };
        await lake.StoreAsync(One, Day.AddDays(-1));

        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task A_long_history_is_published_in_parts_the_latest_months_first_and_once_more_when_forgotten()
    {
        await using var lake = await PublicationLake.StartAsync();
        lake.Settings = lake.Settings with { FirstDay = null };
        // The markers alone tell which days there are.
        var marker = (await lake.Snapshots.MarkerAsync(await lake.StoreAsync(One, Day))).ToUtf8();
        for (var month = 1; month <= PublicationPlanner.MaxParts; month++)
        {
            await lake.Snapshots.PutAsync(
                TwinLake.Processed, SnapshotMarker.KeyOf(Day.AddMonths(-month), One), marker);
        }

        for (var time = 0; time < 2; time++)
        {
            var (first, second) = (await lake.PublishAsync(), await lake.PublishAsync());

            Assert.Equal(PublicationPlanner.MaxParts, first.Parts.Count);
            Assert.Equal(Day, first.Parts[^1].LastDay);
            Assert.Equal(Day.AddMonths(-PublicationPlanner.MaxParts), Assert.Single(second.Parts).FirstDay);
            Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
            await lake.ForgetAsync();
        }
    }

    [Fact]
    public async Task A_replayed_or_late_snapshot_makes_its_day_due_again()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        await lake.PublishAsync();

        await lake.StoreAsync(One, Day, "another song", "07:00:00");
        var replayed = await lake.PublishAsync();
        await lake.StoreAsync(Two, Day);
        var late = await lake.PublishAsync();

        Assert.Equal(Day, Assert.Single(replayed.Parts).FirstDay);
        Assert.Equal(Day, Assert.Single(late.Parts).FirstDay);
    }

    [Fact]
    public async Task A_day_that_changes_while_it_is_published_is_due_again()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        var plan = await lake.PlanAsync();
        await lake.StoreAsync(Two, Day);

        await lake.RecordAsync(plan.Parts[0]);
        await lake.ReleaseAsync();

        Assert.Equal(PublicationReport.Publish, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task A_day_that_was_not_recorded_is_due_at_the_next_execution()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, new DateOnly(2026, 10, 31));
        await lake.StoreAsync(One, Day);
        var plan = await lake.PlanAsync();
        await lake.RecordAsync(plan.Parts[0]);
        await lake.ReleaseAsync();

        var next = await lake.PlanAsync(execution: "second");

        Assert.Equal(Day, Assert.Single(next.Parts).FirstDay);
    }

    [Fact]
    public async Task A_day_whose_markers_are_gone_is_published_once_more_and_then_forgotten()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        await lake.PublishAsync();
        await lake.Snapshots.DeleteAsync(SnapshotMarker.KeyOf(Day, One));

        var emptied = await lake.PublishAsync();

        Assert.Equal(Day, Assert.Single(emptied.Parts).FirstDay);
        Assert.DoesNotContain("2026-11-21\":", await lake.TextAsync(StateZone.Publication), StringComparison.Ordinal);
        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task A_plan_waits_for_each_manifest_of_its_request()
    {
        await using var lake = await PublicationLake.StartAsync();
        var ready = await lake.StoreAsync(One, Day);
        var late = await lake.Snapshots.StoreAsync(Two, Day);
        var request = await lake.RequestAsync(ready, late);

        var early = await lake.PlanAsync(request);
        await lake.Snapshots.TransformAsync(late);
        var complete = await lake.PlanAsync(request, TimeSpan.FromMinutes(1));

        Assert.Equal(
            (PublicationReport.Wait, $"1 of 2 manifests have no tables yet, the first is {late.Manifest}"),
            (early.Next, early.Because));
        Assert.Equal(("2026-11-21", ""), (early.From, complete.From));
        Assert.Equal(PublicationReport.Publish, complete.Next);
    }

    [Fact]
    public async Task The_tables_of_an_earlier_snapshot_of_the_day_are_not_those_of_the_request()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day, "before", "05:00:00");
        var second = await lake.Snapshots.StoreAsync(One, Day, "after");
        var request = await lake.RequestAsync(second);

        var early = await lake.PlanAsync(request);
        await lake.Snapshots.TransformAsync(second);

        Assert.Equal(PublicationReport.Wait, early.Next);
        Assert.Equal(PublicationReport.Publish, (await lake.PlanAsync(request)).Next);
    }

    [Fact]
    public async Task The_tables_of_a_later_snapshot_of_the_day_end_the_wait_too()
    {
        await using var lake = await PublicationLake.StartAsync();
        var first = await lake.Snapshots.StoreAsync(One, Day);
        await lake.StoreAsync(One, Day, "after", "07:00:00");

        Assert.Equal(PublicationReport.Publish, (await lake.PlanAsync(await lake.RequestAsync(first))).Next);
    }

    [Fact]
    public async Task After_the_longest_wait_the_others_are_published()
    {
        await using var lake = await PublicationLake.StartAsync();
        var ready = await lake.StoreAsync(One, Day);
        var never = await lake.Snapshots.StoreAsync(Two, Day);
        var request = await lake.RequestAsync(ready, never);

        var before = await lake.PlanAsync(request, PublicationPlanner.MaxWait - TimeSpan.FromTicks(1));
        var after = await lake.PlanAsync(request, PublicationPlanner.MaxWait);

        Assert.Equal(PublicationReport.Wait, before.Next);
        Assert.Equal(
            (PublicationReport.Publish,
                "1 day due, 2026-11-21 to 2026-11-21; 1 manifests have no tables, which were waited for"),
            (after.Next, after.Because));
    }

    [Fact]
    public async Task A_request_that_is_gone_stops_nothing()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);

        Assert.Equal(PublicationReport.Publish, (await lake.PlanAsync($"{PublicationRequest.Prefix}gone.json")).Next);
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_named()
    {
        await using var lake = await PublicationLake.StartAsync();
        var key = $"{PublicationRequest.Prefix}other.json";
        await lake.Snapshots.PutAsync(TwinLake.Raw, key, "{}"u8.ToArray());

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => lake.PlanAsync(key));

        Assert.StartsWith($"s3://raw/{key} is no request to publish: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_executions_at_once_one_publishes_and_the_other_waits()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        var first = await lake.PlanAsync();

        var second = await lake.PlanAsync(after: TimeSpan.FromMinutes(1), execution: "second");
        await lake.RecordAsync(first.Parts[0]);
        await lake.ReleaseAsync();
        var afterwards = await lake.PlanAsync(after: TimeSpan.FromMinutes(2), execution: "second");

        Assert.Equal(
            (PublicationReport.Wait, "the execution first publishes, until 2026-11-21T07:03:12Z at the latest"),
            (second.Next, second.Because));
        Assert.Equal(PublicationReport.Nothing, afterwards.Next);
    }

    [Fact]
    public async Task Of_two_plans_at_the_same_moment_one_gets_the_lease()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);

        var plans = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => lake.PlanAsync(execution: $"execution {i}"))));

        Assert.Single(plans, plan => plan.Next == PublicationReport.Publish);
        Assert.Equal(3, plans.Count(plan => plan.Next == PublicationReport.Wait));
    }

    [Fact]
    public async Task The_lease_of_an_aborted_execution_is_taken_over_when_its_time_is_over_and_it_cannot_record()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        var aborted = await lake.PlanAsync();

        var second = await lake.PlanAsync(after: TimeSpan.FromHours(1), execution: "second");
        var failure = await Assert.ThrowsAsync<LeaseLostException>(
            () => lake.RecordAsync(aborted.Parts[0], TimeSpan.FromHours(1)));
        await lake.ReleaseAsync();

        Assert.Equal(PublicationReport.Publish, second.Next);
        Assert.StartsWith(
            "This execution no longer has the lease s3://raw/state/publication-lease.json: second has it.",
            failure.Message,
            StringComparison.Ordinal);
        // The release of the first is none of the second's lease.
        Assert.Equal(
            PublicationReport.Wait, (await lake.PlanAsync(after: TimeSpan.FromMinutes(61), execution: "third")).Next);
    }

    [Fact]
    public async Task Each_recorded_part_renews_the_lease_and_who_has_waited_for_as_long_leaves_the_rest_to_its_holder()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        var plan = await lake.PlanAsync();

        await lake.RecordAsync(plan.Parts[0], TimeSpan.FromMinutes(50));

        Assert.Equal(PublicationReport.Wait, await NextAsync(waited: TimeSpan.FromMinutes(60)));
        Assert.Equal(PublicationReport.Nothing, await NextAsync(waited: TimeSpan.FromMinutes(61)));

        async Task<string> NextAsync(TimeSpan waited) =>
            (await lake.PlanAsync(after: TimeSpan.FromMinutes(70), execution: "second", waited: waited)).Next;
    }

    [Fact]
    public async Task Each_table_has_a_partition_for_each_day_with_snapshots_and_a_month_of_them_fits_into_a_state()
    {
        await using var lake = await PublicationLake.StartAsync();
        var part = new PublicationPart(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 31), Enumerable.Range(1, 31)
            .ToDictionary(day => new DateOnly(2026, 12, day), day => day == 7 ? "" : "fingerprint"));

        var tables = (await lake.PartitionsAsync(part)).Partitions!;

        Assert.Equal(Tables.All.Select(table => table.Name), tables.Select(table => table.Table));
        Assert.All(tables, table => Assert.Equal(30, table.Partitions.Count));
        var last = tables.Single(table => table.Table == Tables.Songs.Name).Partitions[^1];
        Assert.Equal(["2026-12-31"], last.Values);
        Assert.Equal("s3://processed/songs/snapshot_date=2026-12-31/", last.StorageDescriptor.Location);
        Assert.Equal(Tables.Songs.Columns, last.StorageDescriptor.Columns.Select(column => column.Name));
        // A state's input has at most 256 KiB; bucket names may be longer.
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(tables).Length, 100_000, 200_000);
    }

    [Fact]
    public async Task Maintenance_is_due_at_first_and_then_each_week()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        var first = await lake.PlanAsync();
        await lake.RecordAsync(first.Parts[0]);
        await lake.RecordAsync(null);
        await lake.ReleaseAsync();

        await lake.StoreAsync(One, Day.AddDays(1));
        var early = await lake.PublishAsync(PublicationPlanner.MaintenancePeriod - TimeSpan.FromTicks(1));
        await lake.StoreAsync(One, Day.AddDays(2));
        var late = await lake.PublishAsync(PublicationPlanner.MaintenancePeriod);

        Assert.True(first.Maintain);
        Assert.False(early.Maintain);
        Assert.True(late.Maintain);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"schema_version":2,"days":{"2026-11-21":"x"}}""")]
    public async Task A_state_that_cannot_be_read_costs_another_publication_and_no_data(string state)
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        await lake.PublishAsync();
        await lake.Snapshots.PutAsync(TwinLake.Raw, StateZone.Publication, System.Text.Encoding.UTF8.GetBytes(state));

        Assert.Single((await lake.PublishAsync()).Parts);
        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task All_days_are_due_after_they_were_forgotten_also_one_whose_markers_are_gone()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day.AddMonths(-1));
        await lake.StoreAsync(One, Day);
        await lake.PublishAsync();
        await lake.Snapshots.DeleteAsync(SnapshotMarker.KeyOf(Day, One));

        var forgotten = await lake.ForgetAsync();
        var again = await lake.PublishAsync();

        Assert.Equal(
            (PublicationReport.Done, "2 days and 0 months of plays forgotten: all are due again"),
            (forgotten.Next, forgotten.Because));
        Assert.Equal([Day.AddMonths(-1), Day], again.Parts.Select(part => part.FirstDay));
        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task Nothing_is_forgotten_while_an_execution_publishes()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);
        await lake.PublishAsync();
        await lake.StoreAsync(Two, Day);
        var before = await lake.TextAsync(StateZone.Publication);
        await lake.PlanAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ForgetAsync());

        Assert.Equal(
            "Nothing was forgotten: the execution first publishes, until 2026-11-21T07:03:12Z at the latest. "
            + "Ask again when it has ended.",
            refused.Message);
        Assert.Equal(before, await lake.TextAsync(StateZone.Publication));
    }

    [Fact]
    public async Task A_step_may_be_repeated()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(One, Day);

        var plans = (First: await lake.PlanAsync(), Second: await lake.PlanAsync());
        await lake.RecordAsync(plans.First.Parts[0]);
        await lake.RecordAsync(plans.First.Parts[0]);
        await lake.ReleaseAsync();
        var again = await lake.ReleaseAsync();

        Assert.Equal(plans.First.Parts[0].Days, plans.Second.Parts[0].Days);
        Assert.Equal("this execution has no lease", again.Because);
        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task An_unknown_step_is_refused()
    {
        await using var lake = await PublicationLake.StartAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => lake.AskAsync(new PublicationEvent("merge", "first", RequestedAt)));

        Assert.Equal(
            "The step is 'merge'. It is plan, partitions, record, erased, release or forget.", refused.Message);
    }
}
