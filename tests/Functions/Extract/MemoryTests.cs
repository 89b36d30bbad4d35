namespace Tests.Functions.Extract;

/// <summary>The number of pages between Spotify and S3 does not grow with the playlists.</summary>
public sealed class MemoryTests
{
    [Theory]
    [InlineData("A", 3000)]
    [InlineData("ABCDEF", 400)]
    [InlineData("ABCDEFGHIJKLMNOPQRST", 20)]
    public async Task A_few_pages_are_in_memory_however_many_there_are(string letters, int entries)
    {
        using var run = new ScriptedRun(letters.Select(letter => ScriptedRun.Playlist(letter, entries)));
        var (fetched, most) = (0, 0);
        run.Spotify.OnPage = (_, _) =>
        {
            lock (run)
            {
                fetched++;
                most = Math.Max(most, fetched - Stored());
            }
        };

        Assert.All(await run.RunAsync(), outcome => Assert.True(outcome.IsComplete));

        Assert.InRange(most, 1, SnapshotDownload.MaxInMemory);
        Assert.InRange(run.Spotify.MaxInFlight, 1, 3);
        Assert.Equal(letters.Length * ((entries + 49) / 50), fetched);

        int Stored()
        {
            lock (run.S3.Written)
            {
                return run.S3.Written.Count(key => key.Contains("/page-", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Three_pages_are_on_their_way_at_once()
    {
        // One page that says how many there are, and twenty times three that come only together.
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 50 + (20 * 3 * 50)));
        var waiting = 0;
        var together = new TaskCompletionSource();
        run.Spotify.OnAnswer = address =>
        {
            if (!address.Contains("offset=", StringComparison.Ordinal)
                || address.Contains("offset=0&", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            lock (run)
            {
                var mine = together.Task;
                if (++waiting % 3 == 0)
                {
                    together.SetResult();
                    together = new TaskCompletionSource();
                }

                return mine;
            }
        };

        var outcome = Assert.Single(await run.RunAsync());

        run.AssertExact(outcome, run.Spotify[outcome.Playlist]);
        Assert.Equal(3, run.Spotify.MaxInFlight);
    }
}
