using System.Security.Cryptography;
using Infra.Settings;
using Twin.Host.Door;
using Twin.Host.Loading;
using Twin.Spotify.Captured;
using Twin.Spotify.Configuration;
using Twin.Spotify.Faults;
using Twin.Spotify.Playlists;
using Twin.Spotify.Plays;
using Twin.Spotify.Synthetic;

namespace Twin.Host.Runs;

/// <summary>The sandbox as the source of a run: its playlists, day after day of the schedule.</summary>
internal sealed class SandboxSpotifySource : ISpotifySource
{
    private readonly SandboxOptions _sandbox;
    private readonly SandboxServer _spotify;
    private readonly IReadOnlyList<SandboxPlaylist> _playlists;
    private readonly RunOptions _options;
    private readonly Timeline _timeline;
    private readonly bool _isUnlimited;

    private SandboxSpotifySource(
        SandboxOptions sandbox, SandboxServer spotify, RunOptions options, Timeline timeline, bool isUnlimited) =>
        (_sandbox, _spotify, _playlists, _options, _timeline, _isUnlimited) =
            (sandbox, spotify, sandbox.Content(0), options, timeline, isUnlimited);

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        .. SandboxSettings.Create(_sandbox, _spotify, _playlists),
        .. _isUnlimited ? [SandboxSettings.Unlimited] : (KeyValuePair<string, string>[])[],
    ];

    public IEnumerable<string> Secrets => [_sandbox.ClientSecret, _sandbox.RefreshToken];

    public string Description => $"{_playlists.Count} playlists in the sandbox at {_spotify.ApiBaseAddress}";

    public ImmutableDictionary<string, string> Names =>
        _sandbox.Content(_options.Days - 1).ToImmutableDictionary(playlist => playlist.Id, playlist => playlist.Name);

    public RunRecord.SpotifyRecord Usage => SpotifyUsage.CreateRecord(_spotify);

    /// <param name="hasPlays">True if the user has plays, and has agreed that they are read.</param>
    /// <param name="faults">Null for those of the options.</param>
    public static async Task<SandboxSpotifySource> StartAsync(
        RunOptions options,
        bool hasPlays,
        FaultPlan? faults,
        VirtualClock clock,
        Timeline timeline,
        CancellationToken cancellationToken)
    {
        var firstDay = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var content = SandboxContent.Create(options, firstDay);
        var sandbox = new SandboxOptions
        {
            Content = KeepsSnapshotIds(options) ? KeptSnapshotIds.In(content) : content,
            ClientSecret = NewSecret(),
            RefreshToken = NewSecret(),
            Era = options.Era,
            Faults = faults ?? FaultPlan.Create(options.Faults, options.Seed),
            Rotation = options.Faults == FaultLevel.Chaos ? RefreshTokenRotation.KeepsOld : RefreshTokenRotation.Never,
            Clock = clock,
            OnResponse = request => timeline.Add(
                TimelineSource.Spotify,
                $"{request.Method} {request.PathAndQuery} → {request.Status}"
                + (request.Fault is { } fault ? $" (fault: {fault})" : ""),
                TimelineEntryKind.Detail),
        };
        if (hasPlays)
        {
            sandbox = sandbox with
            {
                Plays = SandboxContent.Plays(options, firstDay),
                Scopes = [.. sandbox.Scopes, SandboxPlay.Scope],
            };
        }

        return new SandboxSpotifySource(
            sandbox,
            await SandboxServer.StartAsync(sandbox, cancellationToken),
            options,
            timeline,
            isUnlimited: faults is null && options.Faults == FaultLevel.None);
    }

    public async Task RunAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        for (var day = 0; day < _options.Days; day++)
        {
            _spotify.SetDay(day);
            await twin.RunToNextScheduleAsync(cancellationToken);
            if (KeepsSnapshotIds(_options))
            {
                KeptSnapshotIds.Report(_sandbox.Content, day, twin.Playlists, _timeline);
            }
        }

        await twin.RunOtherSchedulesAsync(once: !_options.FinishesLastDay, cancellationToken);

        SpotifyUsage.Count(_spotify, twin.Meter);
    }

    private static bool KeepsSnapshotIds(RunOptions options) =>
        options.Otherwise.Contains(UndocumentedSpotify.SnapshotId);

    // The secrets are random: the captured playlists may be private, and other users of this machine can reach the
    // server.
    private static string NewSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public ValueTask DisposeAsync() => _spotify.DisposeAsync();
}

internal static class SandboxSettings
{
    /// <summary>The requests per second of <see cref="Unlimited"/>: the highest value of the setting.</summary>
    public const int UnlimitedPace = 100;

    /// <summary>The setting for the highest pace: a sandbox without faults has no rate limit either.</summary>
    public static KeyValuePair<string, string> Unlimited { get; } = KeyValuePair.Create(
        KnownSettings.RequestsPerSecond.Key, UnlimitedPace.ToString(CultureInfo.InvariantCulture));

    public static IEnumerable<KeyValuePair<string, string>> Create(
        SandboxOptions sandbox, SandboxServer spotify, IEnumerable<SandboxPlaylist> playlists) =>
    [
        KeyValuePair.Create(KnownSettings.Playlists.Key, string.Join(',', playlists.Select(playlist => playlist.Id))),
        KeyValuePair.Create(KnownSettings.ClientId.Key, sandbox.ClientId),
        KeyValuePair.Create(KnownSettings.ClientSecret.Key, sandbox.ClientSecret),
        KeyValuePair.Create(KnownSettings.RefreshToken.Key, sandbox.RefreshToken),
        KeyValuePair.Create(KnownSettings.ApiBaseAddress.Key, spotify.ApiBaseAddress.AbsoluteUri),
        KeyValuePair.Create(KnownSettings.AccountsBaseAddress.Key, spotify.AccountsBaseAddress.AbsoluteUri),
    ];
}

internal static class SandboxContent
{
    /// <summary>The named captured responses, the same each day; or synthetic playlists, which change.</summary>
    public static Func<int, IReadOnlyList<SandboxPlaylist>> Create(RunOptions options, DateOnly firstDay)
    {
        if (options.Playlists.IsEmpty)
        {
            return options.PlaysFile is null ? new SyntheticPlaylists(Synthetic(options, firstDay)).Day : _ => [];
        }

        var captured = Captured(() => CapturedPlaylist.ReadAll(options.Playlists));
        return _ => captured;
    }

    /// <summary>The captured plays, the same at any time; or synthetic ones.</summary>
    public static Func<DateTimeOffset, IEnumerable<SandboxPlay>> Plays(RunOptions options, DateOnly firstDay)
    {
        if (options.PlaysFile is not { } file)
        {
            return new SyntheticPlays(Synthetic(options, firstDay)).Until;
        }

        var captured = Captured(() => CapturedPlays.Read(file));
        return _ => captured;
    }

    /// <exception cref="InputException">The file is refused.</exception>
    public static IReadOnlyList<T> Captured<T>(Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (CapturedPlaylistException refused)
        {
            throw new InputException(refused.Message, refused);
        }
    }

    private static SyntheticOptions Synthetic(RunOptions options, DateOnly firstDay) => new()
    {
        Seed = options.Seed,
        Playlists = options.PlaylistCount,
        Tracks = options.TrackCount,
        FirstDay = firstDay,
    };
}
