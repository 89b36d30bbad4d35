namespace Tests.Functions.Extract;

/// <summary>Random playlists and days, with the assertions that hold after each run.</summary>
internal sealed class Mixture : IDisposable
{
    private readonly Random _random;
    private readonly ScriptedRun _run;
    private readonly MixtureFaults _faults;

    public Mixture(Random random)
    {
        _random = random;
        var playlists = "ABCDEF".Select(letter => Playlist(letter)).ToList();
        _run = new ScriptedRun(playlists);
        _faults = new MixtureFaults(_run, random, playlists);
    }

    /// <summary>Runs several times, with hours between the runs.</summary>
    /// <returns>The outcomes of the playlists of all runs.</returns>
    public async IAsyncEnumerable<OutcomeKind> LiveADayAsync()
    {
        var runs = _random.Next(1, 4);
        for (var i = 0; i < runs; i++)
        {
            _run.TimeLimit = TimeSpan.FromMinutes(_random.Next(4) switch
            {
                0 => 1,
                1 => 3,
                _ => 15,
            });
            foreach (var outcome in await RunAsync())
            {
                yield return outcome.Kind;
            }

            _run.Pass(TimeSpan.FromHours(_random.Next(1, 7)));
        }

        // In the evening, and less than the longest block later.
        _run.Pass(TimeSpan.FromHours(6));
    }

    /// <summary>Runs once without faults, on the same day or another one. Every playlist must be complete
    /// then.</summary>
    public async Task CalmDownAsync()
    {
        _faults.Cease();
        _run.TimeLimit = null;
        _run.Invocation.RemainingTime = TimeSpan.FromMinutes(15);
        _run.Pass(_random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromDays(2));
        var rest = _faults.BlockedUntil - _run.Time.GetUtcNow();
        _run.Pass(rest > TimeSpan.Zero ? rest + TimeSpan.FromMinutes(30) : TimeSpan.Zero);

        foreach (var outcome in await RunAsync())
        {
            var playlist = _run.Spotify[outcome.Playlist];
            Assert.True(outcome.IsComplete == playlist.Refusal is null, outcome.ToString());
            if (outcome.IsComplete)
            {
                _run.AssertExact(outcome, playlist);
            }
        }

        _run.AssertSecret(_faults.RefreshTokens);
    }

    public void Dispose() => _run.Dispose();

    private ScriptedPlaylist Playlist(char letter)
    {
        var playlist = ScriptedRun.Playlist(letter, _random.Next(5) switch
        {
            0 => _random.Next(3),
            1 => 50 * _random.Next(1, 4),
            _ => _random.Next(1, 700),
        });
        return _random.Next(8) switch
        {
            0 => playlist with { Refusal = (404, "Resource not found") },
            1 => playlist with { Refusal = (403, "Forbidden") },
            2 => playlist with { Refusal = (403, "Active premium subscription required for the owner") },
            // The restless one is edited too often for what is Spotify's own, where only bytes tell an edit.
            3 when letter != MixtureFaults.Restless =>
                playlist with { Owner = "spotify", Entries = 1 + playlist.Entries },
            _ => playlist,
        };
    }

    private async Task<IReadOnlyList<PlaylistOutcome>> RunAsync()
    {
        _run.Spotify.Forget();
        _faults.Begin();
        var begun = _run.Time.GetUtcNow();

        var outcomes = await _run.RunAsync();

        var took = _run.Time.GetUtcNow() - begun;
        Assert.All(outcomes, outcome => Check(outcome, took));
        Assert.InRange(_run.Spotify.MaxInFlight, 1, SpotifyRateLimiter.MaxInFlight);
        _run.AssertPace();
        Assert.Distinct(_run.S3.Written.Where(key => key.StartsWith(RawSnapshot.Zone, StringComparison.Ordinal)));
        if (!IsOutOfTime(took) && _faults.RefreshTokens is [.., var given])
        {
            Assert.EndsWith(
                $":{given}", _run.Parameters.Values[ScriptedRun.GivenTokenParameter], StringComparison.Ordinal);
        }

        return outcomes;
    }

    private void Check(PlaylistOutcome outcome, TimeSpan took)
    {
        var told = outcome.ToString();
        var refusal = _run.Spotify[outcome.Playlist].Refusal;
        var isOutOfTime = outcome.Reason?.Contains("time of the invocation", StringComparison.Ordinal) == true;
        Assert.Equal(outcome.IsComplete, outcome.Reason is null or "");
        if (isOutOfTime)
        {
            Assert.True(IsOutOfTime(took), told);
            return;
        }

        switch (outcome.Kind)
        {
            case OutcomeKind.Complete or OutcomeKind.Unchanged:
                Assert.Null(refusal);
                _run.AssertExact(outcome, _faults.VersionOf(_run.Manifest(outcome)));
                break;
            case OutcomeKind.NotFound:
                Assert.True(refusal?.Status == 404 || _faults.HasEraChanged, told);
                break;
            case OutcomeKind.NotOwned:
                Assert.True(refusal?.Message == "Forbidden" || _faults.HasEraChanged, told);
                break;
            case OutcomeKind.PremiumRequired:
                Assert.StartsWith("Active premium", refusal?.Message, StringComparison.Ordinal);
                break;
            case OutcomeKind.Waiting:
                Assert.True(_faults.MayWait, told);
                break;
            case OutcomeKind.ChangedWhileReading:
                Assert.True(_faults.MayHaveChanged(outcome.Playlist), told);
                break;
            default:
                Assert.True(_faults.Explains(outcome.Reason!), told);
                break;
        }
    }

    /// <summary>Determines whether a run of this duration has only the time left that it needs to end.</summary>
    private bool IsOutOfTime(TimeSpan took) => took > (_run.TimeLimit - SpotifyRateLimiter.Reserve);
}
