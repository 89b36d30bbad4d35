using Twin.Host.Door;
using Twin.Spotify.Configuration;
using Twin.Spotify.Playlists;

namespace Tests.Functions.Extract;

internal sealed class ExtractRun : IAsyncDisposable
{
    public const string Stack = "spotify-test";
    public const string Raw = "raw-bucket";
    public const string SecretParameter = "/spotify/client-secret";
    public const string TokenParameter = "/spotify/refresh-token";
    public const string GivenTokenParameter = "/spotify/given-refresh-token";

    public static readonly DateTimeOffset FiredAt = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    private readonly SandboxOptions _options;
    private readonly SandboxServer _spotify;

    private ExtractRun(SandboxOptions options, SandboxServer spotify)
    {
        _options = options;
        _spotify = spotify;
        (ApiBaseAddress, AccountsBaseAddress) = (spotify.ApiBaseAddress, spotify.AccountsBaseAddress);
        Parameters.Values[SecretParameter] = options.ClientSecret;
        Parameters.Values[TokenParameter] = options.RefreshToken;
        Parameters.LastModified[TokenParameter] = FiredAt.AddDays(-100);
        Parameters.Values[GivenTokenParameter] = ExtractEnvironment.NothingGiven;
        Parameters.LastModified[GivenTokenParameter] = FiredAt.AddDays(-100);
        Parameters.Now = FiredAt;
    }

    public MemoryS3 S3 { get; } = new();
    public MemoryParameters Parameters { get; } = new();
    public Interference Spotify { get; } = new();
    public JumpingTime Time { get; } = new(FiredAt.AddMinutes(3), RetryingHandler.AttemptTimeout);
    public MetricLines Output { get; } = new();
    public LambdaInvocation Invocation { get; } = new();

    /// <summary>True to use the user's authorization; otherwise, the app's own.</summary>
    public bool AsUser { get; set; } = true;

    public bool Plays { get; set; }
    public int MineLimit { get; set; } = ExtractEnvironment.DefaultMineLimit;
    public DateOnly? AuthorizedOn { get; set; }
    public DateOnly? FirstDay { get; set; }
    public string? SecretsKey { get; set; }
    public string? UsersKey { get; set; }

    /// <summary>The Web API's address: the sandbox's, unless a test sets another server's.</summary>
    public Uri ApiBaseAddress { get; set; }

    /// <summary>The accounts service's address: the sandbox's, unless a test sets another server's.</summary>
    public Uri AccountsBaseAddress { get; set; }

    public static async Task<ExtractRun> StartAsync(
        IReadOnlyList<SandboxPlaylist> playlists, Era era = Era.Development2026) =>
        await StartAsync(_ => playlists, era);

    public static Task<ExtractRun> StartAsync(
        Func<int, IReadOnlyList<SandboxPlaylist>> content, Era era = Era.Development2026) =>
        StartAsync(new SandboxOptions { Content = content, Era = era });

    public static async Task<ExtractRun> StartAsync(SandboxOptions options) =>
        new(options, await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>A playlist with a number of tracks. Its id is the letter 22 times.</summary>
    public static SandboxPlaylist Playlist(
        char letter, int entries, string snapshotId = "AAAA+/=", int? popularity = null) => new(
        new string(letter, 22),
        "Liste ü\n",
        "owner",
        null,
        snapshotId,
        [
            .. Enumerable.Range(0, entries).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"added_at":null,"item":{"type":"track","id":"{{letter}}{{i:D21}}","name":"é {{i}}"{{Popularity(popularity)}}} }
                """))),
        ]);

    private static string Popularity(int? popularity) => popularity is { } known
        ? string.Create(CultureInfo.InvariantCulture, $",\"popularity\":{known}")
        : "";

    public void SetDay(int day) => _spotify.SetDay(day);

    public Task<ExtractReport> RunAsync(params string[] playlists) => RunAsync(new ScheduledEvent(FiredAt), playlists);

    public Task<ExtractReport> RunAsync(ScheduledEvent? schedule, params string[] playlists)
    {
        Configure(playlists);
        return Handler(S3, Raw).HandleAsync(schedule, Invocation);
    }

    /// <summary>The keys of the raw zone, in the order in which they were written.</summary>
    public List<string> Stored =>
        [.. S3.Written.Where(key => key.StartsWith(RawSnapshot.Zone, StringComparison.Ordinal))];

    public void AssertNoManifest() => Assert.DoesNotContain(
        Stored, key => key.EndsWith(RawSnapshot.ManifestName, StringComparison.Ordinal));

    public string Text(string key) => Encoding.UTF8.GetString(S3[Raw, key]);

    public void Configure(params string[] playlists) =>
        S3[Raw, PlaylistList.Key] = Encoding.UTF8.GetBytes(PlaylistList.Format(playlists));

    /// <summary>A handler whose list of playlists and raw zone are in a bucket.</summary>
    public ExtractHandler Handler(IAmazonS3 s3, string bucket) => new(
        new ExtractSettings(
            Stack,
            bucket,
            PlaylistList.Key,
            _options.ClientId,
            SecretParameter,
            AsUser ? TokenParameter : null,
            AsUser ? GivenTokenParameter : null,
            SecretsKey,
            AuthorizedOn,
            ExtractEnvironment.DefaultRequestsPerSecond,
            ApiBaseAddress,
            AccountsBaseAddress)
        {
            FirstDay = FirstDay,
            MineLimit = MineLimit,
            Plays = Plays,
            UsersKeyParameter = UsersKey,
        },
        s3,
        Parameters,
        Spotify,
        Output,
        Time);

    /// <summary>Runs the handler, which must fail, and returns the outcome of its one playlist.</summary>
    public async Task<PlaylistOutcome> FailAsync(string playlist) =>
        Assert.Single((await FailAsync([playlist])).Report.Playlists);

    /// <summary>Runs the handler, which must not fail because Spotify refuses its one playlist, and returns the
    /// outcome.</summary>
    public async Task<PlaylistOutcome> RefuseAsync(string playlist)
    {
        var outcome = Assert.Single((await RunAsync(playlist)).Playlists);
        Assert.True(outcome.IsRefused, outcome.ToString());
        return outcome;
    }

    public Task<ExtractionFailedException> FailAsync(string[] playlists) =>
        Assert.ThrowsAsync<ExtractionFailedException>(() => RunAsync(playlists));

    public SnapshotManifest Manifest(PlaylistOutcome outcome) => SnapshotManifest.Parse(S3[Raw, outcome.Manifest!]);

    public async ValueTask DisposeAsync()
    {
        await _spotify.DisposeAsync();
        S3.Dispose();
        Parameters.Dispose();
        Spotify.Dispose();
        await Output.DisposeAsync();
    }
}
