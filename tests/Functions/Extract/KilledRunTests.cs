namespace Tests.Functions.Extract;

/// <summary>Runs whose process ends at the n-th moment, for every n: before or after a request to Spotify, or a call of
/// S3 or of Parameter Store. The next run writes the same objects as an undisturbed one, byte for byte, and requests no
/// stored page again.</summary>
public sealed class KilledRunTests
{
    public enum Beginning
    {
        Fresh,

        /// <summary>A run of an earlier day has stored some pages of one playlist.</summary>
        Resumed,

        /// <summary>An earlier run of the day has stored pages of one playlist that do not fit the present
        /// ones.</summary>
        Anew,
    }

    // A killed run keeps its lease for as long as its invocation could have lasted.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(Beginning.Fresh)]
    [InlineData(Beginning.Resumed)]
    [InlineData(Beginning.Anew)]
    public async Task Wherever_a_run_ends_the_next_one_leaves_the_same_objects(Beginning beginning)
    {
        using var reference = await StartAsync(beginning);
        var pages = (await reference.RunAsync()).SelectMany(outcome => PagesOf(reference, outcome)).ToDictionary();
        var expected = Left(reference);

        var moments = 0;
        for (var isDead = true; isDead; moments++)
        {
            using var run = await StartAsync(beginning);
            isDead = await KillAsync(run, moments);
            run.Time.Advance(Lease);
            run.Spotify.OnPage = (playlist, offset) => Assert.False(
                run.S3.KeysOf(ScriptedRun.Raw).Contains(pages[(playlist.Id, offset)]),
                $"page {offset} of {playlist.Id} is fetched again, after {moments}");

            var outcomes = await run.RunAsync();

            Assert.All(outcomes, outcome => Assert.True(outcome.IsComplete, $"{outcome} after {moments} moments"));
            var now = Left(run);
            Assert.Equal(expected.Keys, now.Keys);
            Assert.All(expected, stored => Assert.True(
                stored.Value == now[stored.Key],
                $"{stored.Key} after {moments} moments: {stored.Value} {now[stored.Key]}"));
            AssertHasToken(run);
        }

        Assert.InRange(moments, 45, 1000);

        // Which endpoint it was shows only to a run that has something to read.
        SortedDictionary<string, string> Left(ScriptedRun run)
        {
            var objects = run.Objects("");
            objects.Remove(StateZone.Lease);
            // A request has the time of the end of its run.
            var requests = objects.Keys.Where(
                key => key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal));
            Assert.NotEmpty(requests);
            foreach (var request in requests.ToList())
            {
                objects.Remove(request);
            }

            if (beginning == Beginning.Anew)
            {
                objects.Remove(StateZone.Extract);
            }

            return objects;
        }
    }

    /// <summary>The playlists: an empty one, a small one, one with more pages than are read at once, and an unchanged
    /// one.</summary>
    private static async Task<ScriptedRun> StartAsync(Beginning beginning)
    {
        var run = new ScriptedRun(ScriptedRun.Playlist('D', 60));
        var tokens = 0;
        run.Spotify.NextRefreshToken = () =>
        {
            // The one that was used stays good until the next one is.
            var next = $"rotated-token-{++tokens}";
            run.Spotify.RefreshTokens.Clear();
            run.Spotify.RefreshTokens.UnionWith([run.Spotify.UsedRefreshToken!, next]);
            return next;
        };
        if (beginning == Beginning.Anew)
        {
            run.Spotify.Have("tracks");
        }

        await run.RunAsync();
        foreach (var playlist in (ScriptedPlaylist[])
            [ScriptedRun.Playlist('A', 0), ScriptedRun.Playlist('B', 50), ScriptedRun.Playlist('C', 301)])
        {
            run.Spotify[playlist.Id] = playlist;
        }

        run.Pass(beginning == Beginning.Anew ? TimeSpan.FromDays(1) : TimeSpan.Zero);
        if (beginning != Beginning.Fresh)
        {
            // The last page: all others are on their way before it has failed for the last time.
            run.Configure(ScriptedRun.Id('C'));
            await run.BreakAsync("offset=300");
        }

        run.Pass(beginning == Beginning.Anew ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1));
        run.Spotify.Have("items");
        run.Configure([.. "CADB".Select(ScriptedRun.Id)]);
        run.Spotify.Forget();
        return run;
    }

    /// <returns>True if the run took longer.</returns>
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
        run.Parameters.OnCall = Live;
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
        run.Parameters.OnCall = () => { };
        run.Spotify.OnRequest = _ => null;
        return isDead;
    }

    private static IEnumerable<KeyValuePair<(string Playlist, int Offset), string>> PagesOf(
        ScriptedRun run, PlaylistOutcome outcome)
    {
        Assert.True(RawSnapshot.TryParseManifest(outcome.Manifest!, out var snapshot));
        return run.Manifest(outcome).Pages.Select(
            page => KeyValuePair.Create((outcome.Playlist, page.Offset), page.KeyIn(snapshot)));
    }

    private static void AssertHasToken(ScriptedRun run) => Assert.Contains(
        run.Parameters.Values[ScriptedRun.GivenTokenParameter].Split(':')[^1], run.Spotify.RefreshTokens);

    private sealed class ProcessGoneException() : Exception("the process is gone");
}
