using Functions.Extract;
using Functions.Lake;

namespace Tests.Functions.Extract;

/// <summary>
/// The process is gone at the n-th moment, for every n: before or after a request to Spotify or a call of S3. The next
/// run makes the same objects as one that was left alone, byte for byte, and fetches no stored page again.
/// </summary>
public sealed class KilledRunTests
{
    [Fact]
    public async Task Wherever_a_run_ends_the_next_one_leaves_the_same_objects()
    {
        using var reference = await StartAsync();
        await reference.RunAsync();
        var expected = reference.Objects("");

        var moments = 0;
        for (var isDead = true; isDead; moments++)
        {
            using var run = await StartAsync();
            isDead = await KillAsync(run, moments);
            run.Spotify.OnPage = (playlist, offset) => Assert.False(
                IsStored(run, playlist, offset), $"page {offset} of {playlist.Id} is fetched again, after {moments}");

            var outcomes = await run.RunAsync();

            Assert.All(outcomes, outcome => Assert.True(outcome.IsComplete, $"{outcome} after {moments} moments"));
            Assert.Equal(expected, run.Objects(""));
        }

        Assert.InRange(moments, 60, 1000);
    }

    /// <summary>An empty playlist, a small one, one with more pages than are read at once, and an unchanged one.</summary>
    private static async Task<ScriptedRun> StartAsync()
    {
        var run = new ScriptedRun(ScriptedRun.Playlist('D', 60));
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));
        foreach (var playlist in (ScriptedPlaylist[])
            [ScriptedRun.Playlist('A', 0), ScriptedRun.Playlist('B', 50), ScriptedRun.Playlist('C', 301)])
        {
            run.Spotify[playlist.Id] = playlist;
        }

        run.Configure([.. "CADB".Select(ScriptedRun.Id)]);
        run.Spotify.Forget();
        return run;
    }

    /// <summary>Runs until so many moments have passed.</summary>
    /// <returns>Whether the run took longer.</returns>
    private static async Task<bool> KillAsync(ScriptedRun run, int moments)
    {
        var left = moments;
        var isDead = false;
        void Live()
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                isDead = true;
                throw new ProcessGoneException();
            }
        }

        run.S3.OnCall = Live;
        run.Spotify.OnRequest = _ =>
        {
            Live();
            return null;
        };
        run.Spotify.OnPage = (_, _) => Live();
        try
        {
            await run.RunAsync();
        }
        catch (ProcessGoneException)
        {
        }

        run.S3.OnCall = () => { };
        run.Spotify.OnRequest = _ => null;
        return isDead;
    }

    private static bool IsStored(ScriptedRun run, ScriptedPlaylist playlist, int offset) =>
        run.Objects(RawSnapshot.Zone).ContainsKey(
            new RawSnapshot(playlist.Id, new DateOnly(2026, 11, 22), RawSnapshot.HashOf(playlist.SnapshotId))
                .Page(offset / PlaylistEndpoint.Items.PageSize));

    private sealed class ProcessGoneException() : Exception("the process is gone");
}
