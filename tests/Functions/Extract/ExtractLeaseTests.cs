namespace Tests.Functions.Extract;

/// <summary>One extraction at a time, by the lease in S3: the twin's, or one in memory.</summary>
public sealed class ExtractLeaseTests
{
    private static readonly string A = new('A', 22);
    private static readonly DateTimeOffset Free = ExtractRun.FiredAt.AddMinutes(3 + 15);

    [Fact]
    public async Task Of_two_runs_at_once_one_reads_and_the_other_names_the_end_of_the_lease()
    {
        await using var lake = await TwinLake.StartAsync(A);
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);
        Exception? second = null;
        run.Spotify.On("offset=50", async (request, _) =>
        {
            second = await Record.ExceptionAsync(
                () => HandleAsync(run, lake, ExtractRun.FiredAt.AddMinutes(1)));
            return Interference.Answer(503, "");
        }, times: 1);

        var first = await HandleAsync(run, lake, ExtractRun.FiredAt);

        Assert.Equal(OutcomeKind.Complete, Assert.Single(first.Playlists).Kind);
        Assert.Equal(
            $"Another extraction runs: it holds s3://{TwinLake.Raw}/{StateZone.Lease} until "
            + "2026-11-21T06:18:00Z at the "
            + "latest. Nothing was read. Start it again after that, or let the next scheduled run do it.",
            Assert.IsType<InvalidOperationException>(second).Message);
        // The refused run has counted nothing: its zeros would end alarms.
        Assert.Single(run.Output.Lines);
    }

    [Fact]
    public async Task An_event_that_came_twice_ends_well_and_does_nothing()
    {
        await using var lake = await TwinLake.StartAsync(A);
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);
        ExtractReport? second = null;
        run.Spotify.On("offset=50", async (_, _) =>
        {
            second = await HandleAsync(run, lake, ExtractRun.FiredAt);
            return Interference.Answer(503, "");
        }, times: 1);

        await HandleAsync(run, lake, ExtractRun.FiredAt);

        Assert.NotNull(second);
        Assert.Empty(second.Playlists);
        Assert.Equal("2026-11-21T06:18:00Z", second.RefusedUntil);
        Assert.Single(run.Output.Lines);
        Assert.Single(run.Invocation.Lines, line => line.StartsWith(
            """{"event":"extraction refused","detail":{"until":"2026-11-21T06:18:00Z",""", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_that_take_the_lease_at_the_same_moment_do_not_both_get_it()
    {
        await using var lake = await TwinLake.StartAsync(A);

        for (var round = 0; round < 10; round++)
        {
            var now = ExtractRun.FiredAt.AddHours(round);
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TakeAsync(lake, now))));

            Assert.Single(results.OfType<LeaseResult.Taken>());
            Assert.Equal(
                Enumerable.Repeat(now.AddMinutes(15), 3),
                results.OfType<LeaseResult.Held>().Select(held => held.Until));
        }
    }

    [Fact]
    public async Task The_lease_of_a_killed_holder_is_taken_over_when_its_time_is_over_and_not_before()
    {
        await using var lake = await TwinLake.StartAsync(A);
        var killed = ExtractRun.FiredAt;
        Assert.IsType<LeaseResult.Taken>(await TakeAsync(lake, killed));

        var early = Assert.IsType<LeaseResult.Held>(await TakeAsync(lake, killed.AddMinutes(15).AddTicks(-1)));
        var late = await TakeAsync(lake, killed.AddMinutes(15));

        Assert.Equal((killed, killed.AddMinutes(15)), (early.FiredAt, early.Until));
        Assert.IsType<LeaseResult.Taken>(late);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_releases_the_lease_however_it_ends(bool succeeds)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        if (!succeeds)
        {
            run.Parameters.Values.Clear();
        }

        await Record.ExceptionAsync(() => run.RunAsync(A));

        Assert.Equal(2, run.S3.Written.Count(key => key == StateZone.Lease));
        Assert.DoesNotContain("until", run.Text(StateZone.Lease), StringComparison.Ordinal);
        Assert.Empty(run.S3.Deleted);
    }

    [Fact]
    public async Task A_run_that_lasts_longer_than_its_lease_does_not_release_that_of_another()
    {
        await using var lake = await TwinLake.StartAsync(A);
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.Before("/items", () => TakeAsync(lake, Free).GetAwaiter().GetResult(), times: 1);

        await HandleAsync(run, lake, ExtractRun.FiredAt);

        Assert.Equal(
            Free.AddMinutes(15), Assert.IsType<LeaseResult.Held>(await TakeAsync(lake, Free.AddMinutes(1))).Until);
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task Both_answers_of_S3_to_a_lost_race_lead_to_the_winner(HttpStatusCode status)
    {
        using var s3 = new MemoryS3();
        var race = 0;
        s3.OnWrite = request =>
        {
            if (race++ > 0)
            {
                return null;
            }

            Assert.IsType<LeaseResult.Taken>(TakeAsync(s3, ExtractRun.FiredAt).GetAwaiter().GetResult());
            return new AmazonS3Exception("lost") { StatusCode = status };
        };

        Assert.IsType<LeaseResult.Held>(await TakeAsync(s3, ExtractRun.FiredAt));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_recognized()
    {
        using var s3 = new MemoryS3();
        s3.OnWrite = request =>
        {
            using var body = new MemoryStream();
            request.InputStream.CopyTo(body);
            s3[ExtractRun.Raw, request.Key] = body.ToArray();
            s3.OnWrite = _ => null;
            return new AmazonS3Exception("the repetition was refused")
            {
                StatusCode = HttpStatusCode.PreconditionFailed,
            };
        };

        Assert.IsType<LeaseResult.Taken>(await TakeAsync(s3, ExtractRun.FiredAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"schema_version":2,"until":"2999-01-01T00:00:00Z"}""")]
    public async Task A_lease_that_nobody_can_read_blocks_nobody(string content)
    {
        using var s3 = new MemoryS3();
        s3[ExtractRun.Raw, StateZone.Lease] = Encoding.UTF8.GetBytes(content);

        Assert.IsType<LeaseResult.Taken>(await TakeAsync(s3, ExtractRun.FiredAt));
    }

    [Fact]
    public async Task A_lease_that_S3_does_not_let_write_is_named()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.S3.RefusedEnd = StateZone.Lease;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(A));

        Assert.StartsWith(
            $"s3://{ExtractRun.Raw}/{StateZone.Lease} cannot be written: AccessDenied", failure.Message,
            StringComparison.Ordinal);
        Assert.Empty(run.Spotify.Requests);
    }

    [Fact]
    public async Task A_release_that_S3_refuses_is_a_line_in_the_log()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.Before("/items", () => run.S3.RefusedEnd = StateZone.Lease);

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await run.RunAsync(A)).Playlists).Kind);
        Assert.Contains(
            run.Invocation.Lines,
            line => line.Contains($"{StateZone.Lease} cannot be written", StringComparison.Ordinal));
        Assert.Equal([1], run.Output.GetValues(LakeMetrics.SnapshotsComplete));
    }

    private static Task<ExtractReport> HandleAsync(ExtractRun run, TwinLake lake, DateTimeOffset firedAt) =>
        run.Handler(lake.S3, TwinLake.Raw).HandleAsync(new ScheduledEvent(firedAt), run.Invocation);

    private static Task<LeaseResult> TakeAsync(TwinLake lake, DateTimeOffset now) =>
        TakeAsync(lake.S3, TwinLake.Raw, now);

    private static Task<LeaseResult> TakeAsync(MemoryS3 s3, DateTimeOffset now) => TakeAsync(s3, ExtractRun.Raw, now);

    private static Task<LeaseResult> TakeAsync(
        IAmazonS3 s3, string bucket, DateTimeOffset now) => ExtractLease.TakeAsync(
        new RawStore(s3, bucket),
        null,
        now,
        new RunClock(now, new JumpingTime(now, TimeSpan.Zero)),
        () => TimeSpan.FromMinutes(15),
        TimeProvider.System,
        TestContext.Current.CancellationToken);
}
