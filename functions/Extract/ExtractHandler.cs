using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using Functions.Hosting;
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
            new S3Client(),
            new AmazonSimpleSystemsManagementClient(),
            SpotifyTransport.Create(),
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

    /// <summary>Reads all playlists, a few at a time; each succeeds or fails on its own.</summary>
    /// <param name="schedule">EventBridge's event.</param>
    /// <param name="context">Gives the log, and how much time is left.</param>
    /// <returns>One outcome a playlist, when all are complete, or waiting for a later run.</returns>
    /// <exception cref="ExtractionFailedException">Some are neither: the message names each, why, and what to
    /// do.</exception>
    /// <exception cref="InvalidOperationException">The day is before the tables' first one, the list of playlists or
    /// the secrets cannot be read, the state cannot be read or written, or a new refresh token cannot be
    /// stored.</exception>
    public async Task<ExtractReport> HandleAsync(ScheduledEvent? schedule, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        using var deadline = Deadline.Of(context, _time);
        var meter = new ExtractMeter();
        try
        {
            var report = await ExtractAsync(schedule?.Time ?? _time.GetUtcNow(), meter, context, deadline.Token);
            return report.Playlists.Any(playlist => playlist.IsFailure)
                ? throw new ExtractionFailedException(report)
                : report;
        }
        finally
        {
            _metrics.Write(meter.Metrics());
        }
    }

    private async Task<ExtractReport> ExtractAsync(
        DateTimeOffset firedAt, ExtractMeter meter, ILambdaContext context, CancellationToken cancellationToken)
    {
        var time = new ExtractionTime(firedAt);
        if (FirstDay.Refusal(time.Date, _settings.FirstDay) is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }

        var clock = new RunClock(firedAt, _time);
        var playlists = await ConfiguredPlaylists.ReadAsync(_s3, _settings, cancellationToken);
        meter.Expect(playlists.Count);
        var store = new RawStore(_s3, _settings.RawBucket);
        var states = new StateStore(store, context.Logger);
        var state = await states.ReadAsync(cancellationToken);
        var urgent = state.Waiting ?? new Dictionary<string, int>();
        meter.WaitingRuns = urgent.Values.DefaultIfEmpty().Max();
        var credentials = await SpotifyCredentials.ReadAsync(_settings, _parameters, cancellationToken);
        meter.RefreshTokenAge = credentials.RefreshTokenAge(firedAt);

        using var pacing = new Pacing(_time, () => context.RemainingTime, _settings.RequestsPerSecond);
        pacing.Block(RetryAfter.Believed((state.BlockedUntil ?? clock.Now) - clock.Now));

        using var spotify = new SpotifyApi(
            _settings, credentials, meter, pacing, _transport, _time, cancellationToken);
        var endpoints = new EndpointFinder(spotify, state.Endpoint);
        using var pages = new PagesReader(spotify, endpoints, store, states, meter, time);
        var extractor = new PlaylistExtractor(
            spotify, pages, new UnchangedSnapshot(store, time), store, states, _settings.ApiBaseAddress, time);

        var outcomes = await AllAsync(playlists, urgent.ContainsKey, meter, context.Logger, async playlist =>
        {
            try
            {
                return await extractor.ExtractAsync(IdOf(playlist), cancellationToken);
            }
            catch (Exception failure)
            {
                // One bad playlist must not take the others along, whatever is wrong with it.
                var outcome = FailureClassifier.Classify(playlist, failure, clock, meter.HasProgressed);
                return outcome with
                {
                    Reason = FailureClassifier.Shorten(credentials.Redactor.Redact(outcome.Reason ?? "")),
                };
            }
        });

        var waiting = Waiting(outcomes, urgent);
        meter.WaitingRuns = waiting.Values.DefaultIfEmpty().Max();
        var isFailed = outcomes.Any(outcome => outcome.IsFailure);
        try
        {
            await credentials.KeepAsync();
        }
        catch (InvalidOperationException lost) when (isFailed)
        {
            // The run ends with what failed of the playlists.
            context.Logger.LogError(lost.Message);
        }
        finally
        {
            await RememberAsync(
                states,
                new ExtractState
                {
                    Endpoint = endpoints.Working,
                    BlockedUntil = pacing.BlockedUntil is { } until ? clock.OfMachine(until) : null,
                    Waiting = waiting.Count > 0 ? waiting : null,
                },
                isToldOtherwise: isFailed);
        }

        return new ExtractReport(time.Text, outcomes);
    }

    /// <summary>Some at a time, each told as it ends.</summary>
    /// <param name="isUrgent">Those of them come first.</param>
    /// <returns>In the order of the settings.</returns>
    private static async Task<PlaylistOutcome[]> AllAsync(
        IReadOnlyList<string> playlists,
        Func<string, bool> isUrgent,
        ExtractMeter meter,
        ILambdaLogger logger,
        Func<string, Task<PlaylistOutcome>> extract)
    {
        var outcomes = new PlaylistOutcome[playlists.Count];
        var telling = new Lock();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, playlists.Count).OrderBy(i => isUrgent(playlists[i]) ? 0 : 1),
            new ParallelOptions { MaxDegreeOfParallelism = Pacing.MaxInFlight },
            async (i, _) =>
            {
                var outcome = outcomes[i] = await extract(playlists[i]);
                lock (telling)
                {
                    Log(logger, outcome);
                    meter.Add(outcome);
                }
            });
        return outcomes;
    }

    private static Dictionary<string, int> Waiting(
        IEnumerable<PlaylistOutcome> outcomes, IReadOnlyDictionary<string, int> before) => outcomes
        .Where(outcome => outcome.Kind == OutcomeKind.Waiting)
        .ToDictionary(
            outcome => outcome.Playlist,
            outcome => before.GetValueOrDefault(outcome.Playlist) + 1,
            StringComparer.Ordinal);

    private static async Task RememberAsync(StateStore states, ExtractState state, bool isToldOtherwise)
    {
        try
        {
            // Without a cancellation: the run's end is when it counts.
            await states.WriteAsync(state, CancellationToken.None);
        }
        catch (Exception) when (isToldOtherwise)
        {
            // The playlists' failures say more of what is wrong.
        }
    }

    private string IdOf(string playlist) => PlaylistId.TryParse(playlist, out var id)
        ? id
        : throw new InvalidPlaylistIdException(
            $"Correct it in the setting playlists and deploy again, or in s3://{_settings.RawBucket}/"
            + $"{_settings.PlaylistListKey}: ids of 22 letters and digits, spotify:playlist:… or "
            + "https://open.spotify.com/playlist/…, one a line.");

    private static void Log(ILambdaLogger logger, PlaylistOutcome outcome)
    {
        var line = LogLine.Of("playlist read", outcome, ExtractLogJson.Default.PlaylistOutcome);
        if (outcome.IsComplete)
        {
            logger.LogInformation(line);
        }
        else if (outcome.IsFailure)
        {
            logger.LogError(line);
        }
        else
        {
            logger.LogWarning(line);
        }
    }
}
