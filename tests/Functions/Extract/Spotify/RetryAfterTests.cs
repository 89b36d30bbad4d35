namespace Tests.Functions.Extract.Spotify;

/// <summary>The waits that Spotify asks for count between a backoff and a day.</summary>
public sealed class RetryAfterTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Theory]
    [InlineData("86400")]
    [InlineData("86401")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("99999999999")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task No_wait_is_longer_than_a_day(string retryAfter)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 100));
        run.Spotify.OnRequest = Blocked(retryAfter);

        var blocked = Assert.Single(await run.RunAsync());
        run.Spotify.OnRequest = _ => null;
        run.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var outcome = Assert.Single(await run.RunAsync());

        Assert.StartsWith("waiting until 2026-11-22T06:00:", blocked.Outcome, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("Sat, 21 Nov 2020 06:00:00 GMT")]
    public async Task No_wait_is_shorter_than_a_backoff(string retryAfter)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 100));
        run.Spotify.OnRequest = Blocked(retryAfter);

        var blocked = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Waiting, blocked.Kind);
        Assert.Equal(RetryingHandler.MaxAttempts, run.Spotify.Count("playlists"));
        var starts = run.Spotify.Starts.Skip(1).ToList();
        var backoff = TimeSpan.FromMilliseconds(250);
        foreach (var (first, second) in starts.Zip(starts.Skip(1)))
        {
            Assert.True(second - first >= backoff, $"{second - first} is shorter than {backoff}");
            backoff *= 2;
        }
    }

    [Fact]
    public async Task A_short_wait_is_as_long_as_the_header_says()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 10));
        var asked = 0;
        run.Spotify.OnRequest = address => Interlocked.Increment(ref asked) == 2
            ? Blocked("7")(address)
            : null;

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        var starts = run.Spotify.Starts.ToList();
        Assert.Equal(TimeSpan.FromSeconds(7), starts[2] - starts[1]);
    }

    [Theory]
    [InlineData("2026-11-22T06:00:01+00:00")]
    [InlineData("2027-11-21T06:00:00+00:00")]
    [InlineData("9999-12-31T23:59:59+00:00")]
    public async Task A_remembered_block_counts_for_a_day_at_most(string until)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 100));
        run.S3[ScriptedRun.Raw, StateZone.Extract] =
            Encoding.UTF8.GetBytes($$"""{"schema_version":1,"blocked_until":"{{until}}"}""");

        var blocked = Assert.Single(await run.RunAsync());
        run.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var outcome = Assert.Single(await run.RunAsync());

        Assert.StartsWith("waiting until 2026-11-22T06:00:", blocked.Outcome, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    private static Func<string, HttpResponseMessage?> Blocked(string retryAfter) => address =>
        address.Contains("playlists", StringComparison.Ordinal)
            ? ScriptedSpotify.Error(429, "Too many requests", retryAfter)
            : null;
}
