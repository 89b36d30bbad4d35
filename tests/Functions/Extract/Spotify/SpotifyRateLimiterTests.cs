namespace Tests.Functions.Extract.Spotify;

public sealed class SpotifyRateLimiterTests
{
    private static readonly DateTimeOffset Start = ScriptedRun.FirstDay;

    [Fact]
    public async Task No_second_has_more_starts_than_allowed()
    {
        var time = new JumpingTime(Start, TimeSpan.MaxValue);
        using var pacing = new SpotifyRateLimiter(time, () => TimeSpan.FromMinutes(15));
        var starts = new List<DateTimeOffset>();
        var random = new Random(4);

        for (var i = 0; i < 200; i++)
        {
            (await pacing.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
            starts.Add(time.GetUtcNow());
            time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 300)));
        }

        Assert.All(
            starts.Zip(starts.Skip(SpotifyRateLimiter.DefaultPerSecond)),
            pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"{pair}"));
        Assert.InRange(starts[^1] - starts[0], TimeSpan.FromSeconds(39), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_short_burst_waits_for_nothing()
    {
        var time = new JumpingTime(Start, TimeSpan.MaxValue);
        using var pacing = new SpotifyRateLimiter(time, () => TimeSpan.FromMinutes(15));

        for (var i = 0; i < SpotifyRateLimiter.DefaultPerSecond; i++)
        {
            (await pacing.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
        }

        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task No_more_than_allowed_are_on_their_way_at_once()
    {
        using var pacing = new SpotifyRateLimiter(
            new JumpingTime(Start, TimeSpan.MaxValue), () => TimeSpan.FromMinutes(15));
        var inside = new List<IDisposable>();
        for (var i = 0; i < SpotifyRateLimiter.MaxInFlight; i++)
        {
            inside.Add(await pacing.EnterAsync(TestContext.Current.CancellationToken));
        }

        var next = pacing.EnterAsync(TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        inside[0].Dispose();

        (await next).Dispose();
    }

    [Fact]
    public async Task A_wait_that_Spotify_asks_for_holds_for_all_requests()
    {
        var time = new JumpingTime(Start, TimeSpan.MaxValue);
        using var pacing = new SpotifyRateLimiter(time, () => TimeSpan.FromMinutes(15));
        pacing.Block(TimeSpan.FromSeconds(30));
        pacing.Block(TimeSpan.FromSeconds(3));

        (await pacing.EnterAsync(TestContext.Current.CancellationToken)).Dispose();

        Assert.Equal(Start.AddSeconds(30), time.GetUtcNow());
        Assert.Null(pacing.BlockedUntil);
    }

    [Fact]
    public async Task A_clock_that_is_put_back_makes_no_request_wait_longer()
    {
        var time = new JumpingTime(Start, TimeSpan.MaxValue);
        using var pacing = new SpotifyRateLimiter(time, () => TimeSpan.FromMinutes(15));
        for (var i = 0; i <= SpotifyRateLimiter.DefaultPerSecond; i++)
        {
            (await pacing.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
            time.Put(TimeSpan.FromSeconds(-90));
        }

        pacing.Block(TimeSpan.FromSeconds(3));
        time.Put(TimeSpan.FromSeconds(-90));
        (await pacing.EnterAsync(TestContext.Current.CancellationToken)).Dispose();

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)], time.Waits);
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_is_not_begun_and_takes_no_place()
    {
        var time = new JumpingTime(Start, TimeSpan.MaxValue);
        var remaining = TimeSpan.FromSeconds(29) + SpotifyRateLimiter.Reserve;
        using var pacing = new SpotifyRateLimiter(time, () => remaining);
        pacing.Block(TimeSpan.FromSeconds(30));

        for (var i = 0; i <= SpotifyRateLimiter.MaxInFlight; i++)
        {
            var blocked = await Assert.ThrowsAsync<SpotifyBlockedException>(
                () => pacing.EnterAsync(TestContext.Current.CancellationToken));
            Assert.Equal(Start.AddSeconds(30), blocked.Until);
        }

        remaining = TimeSpan.FromSeconds(30) + SpotifyRateLimiter.Reserve;
        (await pacing.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
    }
}
