namespace Tests.Functions.Extract;

/// <summary>Runs of the real handler with a Spotify, an S3 and a Parameter Store in this process.</summary>
internal sealed class ScriptedRun : IDisposable
{
    public const string Raw = "raw-bucket";
    public const string SecretParameter = "/spotify/client-secret";
    public const string TokenParameter = "/spotify/refresh-token";
    public const string GivenTokenParameter = "/spotify/given-refresh-token";
    public const string ClientSecret = "the-client-secret";
    public const string RefreshToken = "the-refresh-token";

    public static readonly DateTimeOffset FirstDay = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = FirstDay;

    public ScriptedRun(params IEnumerable<ScriptedPlaylist> playlists)
    {
        foreach (var playlist in playlists)
        {
            Spotify[playlist.Id] = playlist;
        }

        Configure([.. playlists.Select(playlist => playlist.Id)]);
        Parameters.Values[SecretParameter] = ClientSecret;
        Parameters.Values[TokenParameter] = RefreshToken;
        Parameters.Values[GivenTokenParameter] = ExtractEnvironment.NothingGiven;
        Parameters.LastModified[TokenParameter] = FirstDay.AddDays(-100);
        Parameters.LastModified[GivenTokenParameter] = FirstDay.AddDays(-100);
        Parameters.Now = FirstDay;
        Spotify.Clock = Time.GetUtcNow;
    }

    public MemoryS3 S3 { get; } = new();
    public MemoryParameters Parameters { get; } = new();
    public ScriptedSpotify Spotify { get; } = new();
    public JumpingTime Time { get; } = new(FirstDay, RetryingHandler.AttemptTimeout);
    public MetricLines Output { get; } = new();
    public LambdaInvocation Invocation { get; } = new();
    public string? SecretsKey { get; set; }
    public KeptDays RawRetention { get; init; }

    /// <summary>True to use the user's authorization; otherwise, the app's own.</summary>
    public bool AsUser { get; set; } = true;

    /// <summary>The time limit of each invocation, by <see cref="Time"/>; null for none.</summary>
    public TimeSpan? TimeLimit { get; set; }

    public static string Id(char letter) => new(letter, 22);

    public static ScriptedPlaylist Playlist(char letter, int entries) => new(Id(letter), entries);

    public void Configure(params string[] playlists) =>
        S3[Raw, PlaylistList.Key] = Encoding.UTF8.GetBytes(PlaylistList.Format(playlists));

    /// <summary>Runs with a Spotify that has only <c>/tracks</c>.</summary>
    public static ScriptedRun Legacy(params IEnumerable<ScriptedPlaylist> playlists)
    {
        var run = new ScriptedRun(playlists);
        run.Spotify.Have("tracks");
        return run;
    }

    public DateOnly Today => DateOnly.FromDateTime(_now.UtcDateTime);

    /// <summary>Lets time pass before the schedule fires next.</summary>
    public void Pass(TimeSpan time)
    {
        _now += time;
        Parameters.Now = _now;
        if (_now > Time.GetUtcNow())
        {
            Time.Advance(_now - Time.GetUtcNow());
        }
    }

    /// <summary>Fires the schedule once, and returns the outcomes, also of a function that has failed.</summary>
    public async Task<IReadOnlyList<PlaylistOutcome>> RunAsync()
    {
        try
        {
            return (await HandleAsync()).Playlists;
        }
        catch (ExtractionFailedException failure)
        {
            Invocation.LogLine(failure.Message);
            return failure.Report.Playlists;
        }
    }

    /// <summary>Runs with one page that fails, after others were stored. Afterwards everything works again.</summary>
    public async Task BreakAsync(string at = "offset=200")
    {
        Spotify.OnRequest = address =>
            address.Contains(at, StringComparison.Ordinal) ? ScriptedSpotify.Error(500, "Server error") : null;
        Assert.Contains(await RunAsync(), outcome => outcome.Kind == OutcomeKind.Failed);
        Spotify.OnRequest = _ => null;
        Spotify.Forget();
    }

    public Task<ExtractReport> HandleAsync()
    {
        if (TimeLimit is { } limit)
        {
            var begun = Time.GetUtcNow();
            Invocation.Remaining = () => begun + limit - Time.GetUtcNow();
        }

        return Handler().HandleAsync(new ScheduledEvent(_now), Invocation);
    }

    public ExtractHandler Handler() => new(
        new ExtractSettings(
            ExtractRun.Stack,
            Raw,
            PlaylistList.Key,
            "client",
            SecretParameter,
            AsUser ? TokenParameter : null,
            AsUser ? GivenTokenParameter : null,
            SecretsKey,
            AuthorizedOn: null,
            ExtractEnvironment.DefaultRequestsPerSecond,
            new Uri("http://spotify.test/v1/"),
            new Uri("http://spotify.test/"))
        {
            RawRetention = RawRetention,
        },
        S3,
        Parameters,
        Spotify,
        Output,
        Time);

    public string Text(string key) => Encoding.UTF8.GetString(S3[Raw, key]);

    public SnapshotManifest Manifest(PlaylistOutcome outcome) => SnapshotManifest.Parse(S3[Raw, outcome.Manifest!]);

    public SortedDictionary<string, string> Objects(string prefix) => new(
        S3.KeysOf(Raw)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(key => key, Text),
        StringComparer.Ordinal);

    public void AssertKept(IReadOnlyDictionary<string, string> before)
    {
        var now = Objects(RawSnapshot.Zone);
        Assert.All(before, stored => Assert.Equal(stored.Value, now.GetValueOrDefault(stored.Key)));
    }

    /// <summary>Asserts that no second had more requests than allowed.</summary>
    public void AssertPace()
    {
        // A request that may start holds one of the places until it has started, however long that takes.
        const int onTheWay = SpotifyRateLimiter.MaxInFlight;
        var starts = Spotify.Starts.Order().ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            for (var seconds = 1; i + Requests(seconds) < starts.Count; seconds++)
            {
                Assert.True(
                    starts[i + Requests(seconds)] - starts[i] >= TimeSpan.FromSeconds(seconds),
                    $"more than {Requests(seconds)} requests in {seconds} s from {starts[i]:O}");
            }
        }

        static int Requests(int seconds) => (seconds * ExtractEnvironment.DefaultRequestsPerSecond) + onTheWay;
    }

    /// <summary>Asserts that the manifest describes exactly this playlist, and that its pages are stored.</summary>
    public void AssertExact(PlaylistOutcome outcome, ScriptedPlaylist playlist)
    {
        var manifest = Manifest(outcome);
        Assert.True(RawSnapshot.TryParseManifest(outcome.Manifest!, out var snapshot));
        Assert.Equal(
            (playlist.Id, playlist.SnapshotId, playlist.Entries, playlist.Entries),
            (manifest.Playlist.Id, manifest.Playlist.SnapshotId, manifest.Playlist.TrackCount, outcome.Entries));
        var offset = 0;
        foreach (var page in manifest.Pages)
        {
            var bytes = S3[Raw, page.KeyIn(snapshot)];
            Assert.Equal(offset, page.Offset);
            Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (page.Bytes, page.Sha256));
            Assert.Contains(
                $"[{playlist.Items(offset, page.Items)}]", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            offset += page.Items;
        }

        Assert.Equal(playlist.Entries, offset);
    }

    /// <summary>Asserts that no secret is in a log, a metric or an object.</summary>
    public void AssertSecret(params IEnumerable<string> more)
    {
        var told = string.Join(
            '\n', [.. Invocation.Lines, .. Output.Lines, .. Objects("").Values]);
        Assert.All(
            [ClientSecret, RefreshToken, .. Spotify.AccessTokens, .. more],
            secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        S3.Dispose();
        Parameters.Dispose();
        Spotify.Dispose();
        Output.Dispose();
    }
}
