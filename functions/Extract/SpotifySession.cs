using Amazon.SimpleSystemsManagement;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The access to Spotify of one run: the credentials, and the requests, whose pace and waits all runs
/// share.</summary>
internal sealed class SpotifySession : IDisposable
{
    private readonly SpotifyRateLimiter _pacing;
    private readonly RunClock _clock;

    private SpotifySession(
        SpotifyCredentials credentials, SpotifyRateLimiter pacing, SpotifyApi api, RunClock clock) =>
        (Credentials, _pacing, Api, _clock) = (credentials, pacing, api, clock);

    public SpotifyCredentials Credentials { get; }
    public SpotifyApi Api { get; }

    /// <summary>The end of the wait that Spotify asks for, by the run's clock; null if it asks for none.</summary>
    public DateTimeOffset? BlockedUntil => _pacing.BlockedUntil is { } until ? _clock.OfMachine(until) : null;

    /// <summary>Reads the secrets. Nothing is sent to Spotify before the wait that an earlier run was asked for is
    /// over.</summary>
    public static async Task<SpotifySession> OpenAsync(
        SpotifyAccess access,
        DateTimeOffset? blockedUntil,
        IRequestMeter meter,
        RunClock clock,
        Func<TimeSpan> remaining,
        CancellationToken cancellationToken)
    {
        var settings = access.Settings;
        var credentials = await SpotifyCredentials.ReadAsync(settings, access.Parameters, cancellationToken);
        var pacing = new SpotifyRateLimiter(access.Time, remaining, settings.RequestsPerSecond);
        pacing.Block(RetryAfter.Believed((blockedUntil ?? clock.Now) - clock.Now));
        var api = new SpotifyApi(
            settings.ApiBaseAddress,
            settings.AccountsBaseAddress,
            credentials.Token(),
            credentials.Redactor,
            meter,
            pacing,
            access.Transport,
            access.Time,
            cancellationToken);
        return new SpotifySession(credentials, pacing, api, clock);
    }

    /// <summary>The outcome without secrets, and with the first characters of its reason.</summary>
    public PlaylistOutcome Redact(PlaylistOutcome outcome) => outcome.Reason is { } reason
        ? outcome with { Reason = FailureClassifier.Shorten(Credentials.Redactor.Redact(reason)) }
        : outcome;

    public void Dispose()
    {
        Api.Dispose();
        _pacing.Dispose();
    }
}

/// <summary>The settings and the connections with which each run opens its session.</summary>
internal sealed record SpotifyAccess(
    ExtractSettings Settings,
    IAmazonSimpleSystemsManagement Parameters,
    HttpMessageHandler Transport,
    TimeProvider Time);
