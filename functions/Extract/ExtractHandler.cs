using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using Functions.Lake;
using Functions.Metrics;

namespace Functions.Extract;

/// <summary>
/// Reads the configured playlists from the Spotify Web API into the raw bucket: every page as it comes, the manifest
/// last.
/// </summary>
public sealed class ExtractHandler
{
    private readonly ExtractSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly IAmazonSimpleSystemsManagement _parameters;
    private readonly HttpMessageHandler _transport;
    private readonly MetricLog _metrics;
    private readonly TimeProvider _time;

    /// <summary>As Lambda makes it, once for many invocations; the environment is read here.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing or wrong; the message says what to
    /// do.</exception>
    public ExtractHandler()
        : this(
            ExtractSettings.From(FunctionEnvironment.OfProcess),
            new AmazonS3Client(),
            new AmazonSimpleSystemsManagementClient(),
            new SocketsHttpHandler(),
            Console.OpenStandardOutput(),
            TimeProvider.System)
    {
    }

    internal ExtractHandler(
        ExtractSettings settings,
        IAmazonS3 s3,
        IAmazonSimpleSystemsManagement parameters,
        HttpMessageHandler transport,
        Stream output,
        TimeProvider time)
    {
        _settings = settings;
        _s3 = s3;
        _parameters = parameters;
        _transport = transport;
        _metrics = new MetricLog(settings.Stack, output, time);
        _time = time;
    }

    /// <summary>The handler string: what Lambda is told to run.</summary>
    public static string Name { get; } = HandlerName.Of<ExtractHandler>(nameof(HandleAsync));

    /// <summary>Reads all playlists; each succeeds or fails on its own.</summary>
    /// <param name="schedule">EventBridge's event.</param>
    /// <param name="context">Gives the log, and how much time is left.</param>
    /// <returns>One outcome a playlist, when all are complete.</returns>
    /// <exception cref="ExtractionFailedException">Some are not: the message names each, why, and what to
    /// do.</exception>
    /// <exception cref="InvalidOperationException">The list of playlists or the secrets cannot be read.</exception>
    public async Task<ExtractReport> HandleAsync(ScheduledEvent? schedule, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        using var deadline = Deadline.Of(context, _time);
        var firedAt = new ExtractionTime(schedule?.Time ?? _time.GetUtcNow());
        var meter = new ExtractMeter();
        try
        {
            var report = await ExtractAsync(firedAt, meter, context, deadline.Token);
            return report.Playlists.All(outcome => outcome.Kind == OutcomeKind.Complete)
                ? report
                : throw new ExtractionFailedException(report);
        }
        finally
        {
            _metrics.Write(meter.Metrics());
        }
    }

    private async Task<ExtractReport> ExtractAsync(
        ExtractionTime firedAt, ExtractMeter meter, ILambdaContext context, CancellationToken cancellationToken)
    {
        var playlists = await ConfiguredPlaylists.ReadAsync(_s3, _settings, cancellationToken);
        meter.Expect(playlists.Count);
        var credentials = await SpotifyCredentials.ReadAsync(_settings, _parameters, cancellationToken);
        meter.RefreshTokenAge = credentials.RefreshTokenAge(firedAt.Moment);
        using var spotify = new SpotifyApi(
            _settings, credentials, meter, _transport, _time, () => context.RemainingTime);
        var store = new RawStore(_s3, _settings.RawBucket);
        var extractor = new PlaylistExtractor(spotify, store, _settings.ApiBaseAddress, firedAt);

        var outcomes = new List<PlaylistOutcome>();
        PlaylistOutcome? end = null;
        foreach (var playlist in playlists)
        {
            var outcome = end is null
                ? await ExtractAsync(extractor, playlist, credentials.Secrets, cancellationToken)
                : end with { Playlist = playlist };
            end ??= outcome.EndsTheRun ? outcome : null;
            Log(context.Logger, outcome);
            meter.Add(outcome);
            outcomes.Add(outcome);
        }

        return new ExtractReport(firedAt.Text, outcomes);
    }

    private async Task<PlaylistOutcome> ExtractAsync(
        PlaylistExtractor extractor,
        string playlist,
        Secrets secrets,
        CancellationToken cancellationToken)
    {
        if (!PlaylistId.TryParse(playlist, out var id))
        {
            return new PlaylistOutcome(playlist, OutcomeKind.Failed)
            {
                Reason = "that is no playlist",
                Advice = $"Correct it in the setting playlists and deploy again, or in s3://{_settings.RawBucket}/"
                    + $"{_settings.PlaylistListKey}: ids of 22 letters and digits, spotify:playlist:… or "
                    + "https://open.spotify.com/playlist/…, one a line.",
            };
        }

        try
        {
            return await extractor.ExtractAsync(id, cancellationToken);
        }
        catch (Exception failure)
        {
            // One bad playlist must not take the others along, whatever is wrong with it
            var outcome = Failures.Classify(id, failure);
            return outcome with { Reason = secrets.Conceal(outcome.Reason ?? "") };
        }
    }

    private static void Log(ILambdaLogger logger, PlaylistOutcome outcome)
    {
        var line = LogLine.Of("playlist read", outcome, LogJson.Default.PlaylistOutcome);
        if (outcome.Kind == OutcomeKind.Complete)
        {
            logger.LogInformation(line);
        }
        else
        {
            logger.LogError(line);
        }
    }
}
