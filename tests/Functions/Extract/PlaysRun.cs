namespace Tests.Functions.Extract;

/// <summary>Firings for plays, with a Spotify that gives the last 50 plays whose ends a test has set.</summary>
internal sealed class PlaysRun : IAsyncDisposable
{
    private PlaysRun(ExtractRun run)
    {
        Run = run;
        run.Plays = true;
        run.Configure(ExtractRun.Playlist('A', 1).Id);
        run.Spotify.On("recently-played", (_, _) => Task.FromResult(Failure switch
        {
            null => Interference.Answer(200, Answer()),
            (0, var words) => throw new HttpRequestException(words),
            (200, _) => Interference.Answer(200, """{"items":{}}"""),
            var (status, words) => Interference.Answer(
                status, $$$"""{"error":{"status":{{{status}}},"message":"{{{words}}}"}}""", retryAfter: "3600"),
        }));
    }

    public ExtractRun Run { get; }

    /// <summary>The status and the words with which Spotify refuses; 0 to break the connection, 200 for an answer that
    /// is no page.</summary>
    public (int Status, string Words)? Failure { get; set; }

    /// <summary>The ends of the plays, in any order.</summary>
    public List<string> Ends { get; } = [];

    public static DateTimeOffset Hour(int hour) => ExtractRun.FiredAt.AddHours(hour);

    public static async Task<PlaysRun> StartAsync() =>
        new(await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]));

    public string Answer() => $$"""
        {"items":[{{string.Join(',', Ends.OrderDescending(StringComparer.Ordinal).Take(50).Select(
            end => $$"""{"track":{"name":"é"},"played_at":"{{end}}","context":null}"""))}}],"cursors":null} 
        """;

    /// <summary>Adds plays, three minutes each, the first of which ends three minutes after a time.</summary>
    public void Play(DateTimeOffset after, int count) => Ends.AddRange(Enumerable.Range(1, count).Select(
        i => after.AddMinutes(3 * i).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)));

    /// <summary>Fires in an hour after <see cref="ExtractRun.FiredAt"/>.</summary>
    public async Task<PlaylistOutcome> FireAsync(int hour)
    {
        var report = await Run.Handler(Run.S3, ExtractRun.Raw)
            .HandleAsync(new ScheduledEvent(Hour(hour), ScheduledEvent.Plays), Run.Invocation);
        return Assert.Single(report.Playlists);
    }

    public Task<ExtractReport> RunDailyAsync(int hour) => Run.Handler(Run.S3, ExtractRun.Raw)
        .HandleAsync(new ScheduledEvent(Hour(hour)), Run.Invocation);

    public IReadOnlyList<PlaysManifest> Manifests =>
    [
        .. Run.S3.KeysOf(ExtractRun.Raw)
            .Where(key => PlaysZone.TryParseManifest(key, out _))
            .Order(StringComparer.Ordinal)
            .Select(key => PlaysManifest.Parse(Run.S3[ExtractRun.Raw, key])),
    ];

    public ValueTask DisposeAsync() => Run.DisposeAsync();
}
