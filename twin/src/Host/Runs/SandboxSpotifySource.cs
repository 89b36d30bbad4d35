using System.Security.Cryptography;
using Functions.Extract;
using Functions.Lake;
using Infra.Settings;
using Twin.Host.Door;
using Twin.Host.History;
using Twin.Host.Loading;
using Twin.Spotify.Captured;
using Twin.Spotify.Configuration;
using Twin.Spotify.Faults;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;
using Twin.Spotify.Plays;
using Twin.Spotify.Synthetic;

namespace Twin.Host.Runs;

/// <summary>The sandbox as the source of a run: its playlists, day after day of the schedule.</summary>
internal sealed class SandboxSpotifySource : ISpotifySource
{
    private readonly SandboxOptions _sandbox;
    private readonly SandboxServer _spotify;
    private readonly ImmutableArray<SourceId> _sources;
    private readonly RunOptions _options;
    private readonly Timeline _timeline;
    private readonly bool _isUnlimited;

    private SandboxSpotifySource(
        SandboxOptions sandbox,
        SandboxServer spotify,
        ImmutableArray<SourceId> sources,
        RunOptions options,
        Timeline timeline,
        bool isUnlimited) =>
        (_sandbox, _spotify, _sources, _options, _timeline, _isUnlimited) =
            (sandbox, spotify, sources, options, timeline, isUnlimited);

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        .. SandboxSettings.Create(_sandbox, _spotify, _sources),
        .. _isUnlimited ? [SandboxSettings.Unlimited] : (KeyValuePair<string, string>[])[],
    ];

    public IEnumerable<string> Secrets => [_sandbox.ClientSecret, _sandbox.RefreshToken];

    public string Description
    {
        get
        {
            var own = _sources
                .Where(source => source.IsUsers && source is not SourceId.Mine)
                .Select(source => source.Text);
            var playlists = _sandbox.Content(0).Count;
            return string.Join(", ", playlists > 0 ? own.Prepend(Counted.Text(playlists, "playlist")) : own)
                + $" in the sandbox at {_spotify.ApiBaseAddress}";
        }
    }

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
            Content = KeepsSnapshotIds(options) ? KeptSnapshotIds.In(content.Playlists) : content.Playlists,
            Own = content.Own,
            Scopes = [.. content.Sources.SelectMany(source => source.Scopes).Distinct()],
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
            content.Sources,
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
        SandboxOptions sandbox, SandboxServer spotify, IEnumerable<SourceId> sources) =>
    [
        KeyValuePair.Create(KnownSettings.Playlists.Key, string.Join(',', sources.Select(source => source.Text))),
        // As many as there are: a limit is for an account on AWS.
        KeyValuePair.Create(
            KnownSettings.MineLimit.Key,
            Math.Max(ExtractEnvironment.DefaultMineLimit, sandbox.Content(0).Count)
                .ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create(KnownSettings.ClientId.Key, sandbox.ClientId),
        KeyValuePair.Create(KnownSettings.ClientSecret.Key, sandbox.ClientSecret),
        KeyValuePair.Create(KnownSettings.RefreshToken.Key, sandbox.RefreshToken),
        KeyValuePair.Create(KnownSettings.ApiBaseAddress.Key, spotify.ApiBaseAddress.AbsoluteUri),
        KeyValuePair.Create(KnownSettings.AccountsBaseAddress.Key, spotify.AccountsBaseAddress.AbsoluteUri),
    ];
}

/// <summary>The music of the sandbox's user, by day.</summary>
/// <param name="Sources">The sources that the stack reads of it.</param>
internal sealed record SandboxContent(
    Func<int, IReadOnlyList<SandboxPlaylist>> Playlists, Func<int, OwnMusic> Own, ImmutableArray<SourceId> Sources)
{
    private static readonly SandboxContent Nothing = new(_ => [], _ => OwnMusic.None, []);

    /// <summary>The named captured responses, the same each day; or synthetic music, which changes.</summary>
    public static SandboxContent Create(RunOptions options, DateOnly firstDay)
    {
        if (!options.Playlists.IsEmpty)
        {
            return From(Captured(() => CapturedMusic.ReadAll(options.Playlists)));
        }

        if (options.PlaysFile is not null)
        {
            return Nothing;
        }

        var synthetic = Synthetic(options, firstDay);
        var playlists = new SyntheticPlaylists(synthetic);
        return new SandboxContent(
            playlists.Day,
            new SyntheticTaste(synthetic).Day,
            options.Sources.IsEmpty ? EachOf(playlists.Day(0)) : options.Sources);
    }

    public static ImmutableArray<SourceId> EachOf(IEnumerable<SandboxPlaylist> playlists) =>
        [.. playlists.Select(playlist => new SourceId.Playlist(playlist.Id))];

    /// <summary>The captured plays, the same at any time; or synthetic ones.</summary>
    public static Func<DateTimeOffset, IEnumerable<SandboxPlay>> Plays(RunOptions options, DateOnly firstDay)
    {
        if (options.PlaysFile is not { } file)
        {
            var plays = new SyntheticPlays(Synthetic(options, firstDay));
            return options.HasFewPlays ? FewOf(plays, options, firstDay) : now => plays.Until(now);
        }

        var captured = Captured(() => CapturedPlays.Read(file));
        return _ => captured;
    }

    // The first of each third of a day; fewer before the run than Spotify keeps, and none after its last day.
    private static Func<DateTimeOffset, IEnumerable<SandboxPlay>> FewOf(
        SyntheticPlays plays, RunOptions options, DateOnly firstDay)
    {
        var end = new DateTimeOffset(firstDay.AddDays(options.Days), TimeOnly.MinValue, TimeSpan.Zero);
        var few = plays.Until(end, daysBefore: options.Days + 4)
            .GroupBy(play => (play.EndedAt.UtcDateTime.Date, play.EndedAt.UtcDateTime.Hour / 8))
            .Select(third => third.First())
            .ToList();
        return now => few.Where(play => play.EndedAt <= now);
    }

    /// <exception cref="InputException">The file is refused.</exception>
    public static T Captured<T>(Func<T> read)
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

    private static SandboxContent From(CapturedMusic captured)
    {
        var charts =
            from range in ChartRange.All
            where captured.Own.TopTracks.ContainsKey(range.TimeRange)
            select new SourceId.TopTracks(range, Math.Max(1, captured.Own.TopTracks[range.TimeRange].Count));
        return new SandboxContent(
            _ => captured.Playlists,
            _ => captured.Own,
            [
                .. EachOf(captured.Playlists),
                .. charts,
                .. captured.HasSavedTracks ? [new SourceId.Liked()] : Enumerable.Empty<SourceId>(),
            ]);
    }

    private static SyntheticOptions Synthetic(RunOptions options, DateOnly firstDay) => new()
    {
        Seed = options.Seed,
        IsEventful = options.IsEventful,
        Playlists = options.PlaylistCount,
        Tracks = options.TrackCount,
        FirstDay = firstDay,
    };
}
