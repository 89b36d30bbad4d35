using Amazon.Lambda.Core;
using Amazon.SimpleSystemsManagement;
using Functions.Extract.Spotify;
using Functions.Metrics;

namespace Functions.Extract;

/// <summary>The handler of the extract function. It reads the configured playlists from the Spotify Web API into the
/// raw bucket: the pages as they come, and the manifest last.</summary>
public sealed class ExtractHandler
{
    private readonly ExtractSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly SpotifyAccess _spotify;
    private readonly MetricLog _metrics;
    private readonly TimeProvider _time;

    /// <summary>Creates the handler as Lambda does, once for many invocations, and reads the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing or wrong. The message says what to
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
        _spotify = new SpotifyAccess(settings, parameters, transport, time);
        _metrics = new MetricLog(settings.Stack, output, time);
        _time = time;
    }

    /// <summary>The handler string, from which Lambda finds this handler.</summary>
    public static string Name { get; } = HandlerName.Format<ExtractHandler>(nameof(HandleAsync));

    /// <summary>Reads all playlists, a few at a time, or the plays. Each succeeds or fails on its own.</summary>
    /// <param name="schedule">EventBridge's event.</param>
    /// <param name="context">The log and the remaining time of the invocation.</param>
    /// <returns>One outcome per playlist, if all are complete, waiting for a later run, or refused by Spotify; the
    /// outcome of the plays, whatever it is; none, if another invocation already runs for the same event.</returns>
    /// <exception cref="ExtractionFailedException">A playlist is none of that. The message has the reason and an advice
    /// for each.</exception>
    /// <exception cref="InvalidOperationException">An extraction for another event runs; or the event asks for what
    /// this function does not read; or the day is before the first
    /// day of the tables, the list of playlists or the secrets cannot be read, the state cannot be read or written, or
    /// a new refresh token cannot be stored.</exception>
    public async Task<ExtractReport> HandleAsync(ScheduledEvent? schedule, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        schedule?.Check();
        var isForPlays = schedule?.Read is not null;
        if (isForPlays && !_settings.Plays)
        {
            throw new InvalidOperationException(
                "The stack's setting plays is false, so no plays are read: pulumi config set plays true, and deploy.");
        }

        var remaining = isForPlays ? RemainingForPlays(context) : () => context.RemainingTime;
        using var deadline = Deadline.Create(remaining(), _time);
        var firedAt = schedule?.Time ?? _time.GetUtcNow();
        var clock = new RunClock(firedAt, _time);
        var store = new RawStore(_s3, _settings.RawBucket);
        switch (await ExtractLease.TakeAsync(store, schedule, firedAt, clock, remaining, _time, deadline.Token))
        {
            case LeaseResult.Held held:
                return Refuse(schedule, firedAt, held, store, context.Logger);
            case LeaseResult.Taken(var lease):
                try
                {
                    return isForPlays
                        ? await ReadPlaysAsync(firedAt, clock, store, context.Logger, remaining, deadline.Token)
                        : await MeasureAsync(firedAt, clock, store, context, deadline.Token);
                }
                finally
                {
                    await lease.ReleaseAsync(context.Logger);
                }

            case var result:
                throw new InvalidOperationException($"{result} is no result");
        }
    }

    private Func<TimeSpan> RemainingForPlays(ILambdaContext context)
    {
        var end = _time.GetUtcNow() + PlaysExtraction.MaxTime;
        return () =>
        {
            var rest = end - _time.GetUtcNow();
            return rest < context.RemainingTime ? rest : context.RemainingTime;
        };
    }

    private async Task<ExtractReport> ReadPlaysAsync(
        DateTimeOffset firedAt,
        RunClock clock,
        RawStore store,
        ILambdaLogger logger,
        Func<TimeSpan> remaining,
        CancellationToken cancellationToken)
    {
        var (plays, time) = (
            new PlaysExtraction(_spotify, store, _metrics, logger, clock), new ExtractionTime(firedAt));
        var outcome = await plays.ReadAsync(time, remaining, cancellationToken);
        Log(logger, outcome);
        return new ExtractReport(time.Text, [outcome]);
    }

    /// <summary>Ends an invocation that may not run. EventBridge and Lambda deliver an event twice now and then: the
    /// second one has nothing to do, and nobody needs to know. An event of its own fails, so that it is not lost in
    /// silence; one for plays does not, since the next one reads the same.</summary>
    private static ExtractReport Refuse(
        ScheduledEvent? schedule,
        DateTimeOffset firedAt,
        LeaseResult.Held held,
        RawStore store,
        ILambdaLogger logger)
    {
        var until = RunClock.Text(held.Until);
        if (held.FiredAt != firedAt.ToUniversalTime() || held.Read != schedule?.Read)
        {
            if (schedule?.Read is not null)
            {
                var waiting = new PlaylistOutcome(PlaylistOutcome.Plays, OutcomeKind.Waiting)
                {
                    WaitingUntil = until,
                    Reason = $"another extraction runs: it holds {store.NameOf(StateZone.Lease)}",
                    Advice = "Nothing: the next firing reads the plays.",
                };
                Log(logger, waiting);
                return new ExtractReport(new ExtractionTime(firedAt).Text, [waiting]);
            }

            throw new InvalidOperationException(
                $"Another extraction runs: it holds {store.NameOf(StateZone.Lease)} until {until} at the latest. "
                + "Nothing was read. Start it again after that, or let the next scheduled run do it.");
        }

        logger.LogWarning(LogLine.Format(
            "extraction refused",
            new RefusedExtraction(until, "the event came twice, and another invocation already runs for it"),
            ExtractLogJson.Default.RefusedExtraction));
        return new ExtractReport(new ExtractionTime(firedAt).Text, []) { RefusedUntil = until };
    }

    private async Task<ExtractReport> MeasureAsync(
        DateTimeOffset firedAt,
        RunClock clock,
        RawStore store,
        ILambdaContext context,
        CancellationToken cancellationToken)
    {
        var meter = new ExtractMeter();
        try
        {
            var report = await RunAsync(firedAt, clock, store, meter, context, cancellationToken);
            return report.Playlists.Any(playlist => playlist.IsFailure)
                ? throw new ExtractionFailedException(report)
                : report;
        }
        finally
        {
            _metrics.Write(meter.Metrics());
        }
    }

    private async Task<ExtractReport> RunAsync(
        DateTimeOffset firedAt,
        RunClock clock,
        RawStore store,
        ExtractMeter meter,
        ILambdaContext context,
        CancellationToken cancellationToken)
    {
        var time = new ExtractionTime(firedAt);
        if (FirstDay.Refusal(time.Date, _settings.FirstDay) is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }

        var playlists = await ConfiguredPlaylists.ReadAsync(_s3, _settings, cancellationToken);
        meter.Expect(playlists.Count);
        var states = new StateStore(store, context.Logger);
        var state = await states.ReadAsync(StateZone.Extract, StateJson.Default.ExtractState, cancellationToken);
        var urgent = state.Waiting ?? new Dictionary<string, int>();
        meter.WaitingRuns = urgent.Values.DefaultIfEmpty().Max();
        var plays = _settings.Plays ? await PlaysExtraction.LastFailureAsync(states, cancellationToken) : null;
        using var session = await SpotifySession.OpenAsync(
            _spotify, state.BlockedUntil, meter, clock, () => context.RemainingTime, cancellationToken);
        var (credentials, spotify) = (session.Credentials, session.Api);
        meter.RefreshTokenAge = credentials.RefreshTokenAge(firedAt);

        var endpoints = new EndpointFinder(spotify, state.Endpoint);
        using var download = new SnapshotDownload(spotify, endpoints, store, meter, time);
        var extractor = new PlaylistExtractor(
            spotify, download, new UnchangedSnapshot(store, time), store, states, _settings.ApiBaseAddress, time);

        var outcomes = await AllAsync(playlists, urgent.ContainsKey, meter, context.Logger, async playlist =>
            session.Redact(await ExtractAsync(playlist, extractor, clock, meter, cancellationToken)));

        var waiting = Waiting(outcomes, urgent);
        if (plays is not null)
        {
            Log(context.Logger, plays);
            outcomes = [.. outcomes, plays];
        }

        meter.WaitingRuns = waiting.Values.DefaultIfEmpty().Max();
        var isFailed = outcomes.Any(outcome => outcome.IsFailure);
        try
        {
            await RequestPublicationAsync(store, clock, time, outcomes, isFailed, context.Logger);
        }
        finally
        {
            await KeepAsync(credentials, isFailed, context.Logger, states, new ExtractState
            {
                Endpoint = endpoints.Working,
                BlockedUntil = session.BlockedUntil,
                Waiting = waiting.Count > 0 ? waiting : null,
            });
        }

        return new ExtractReport(time.Text, outcomes);
    }

    /// <summary>Requests the publication of the day, also if playlists have failed: the others have tables.</summary>
    private static async Task RequestPublicationAsync(
        RawStore store,
        RunClock clock,
        ExtractionTime time,
        IEnumerable<PlaylistOutcome> outcomes,
        bool isToldOtherwise,
        ILambdaLogger logger)
    {
        try
        {
            // Without a cancellation: what was read is published also if the run's time is over.
            await PublicationRequest.WriteAsync(
                store,
                PublicationRequest.Extraction,
                clock.Now,
                time.Text,
                [.. outcomes.Select(outcome => outcome.Manifest).OfType<string>()],
                CancellationToken.None);
        }
        catch (InvalidOperationException refused)
        {
            logger.LogError(refused.Message);
            if (!isToldOtherwise)
            {
                throw;
            }
        }
    }

    /// <summary>Keeps what the run leaves for the next one: a new refresh token, and the state.</summary>
    private static async Task KeepAsync(
        SpotifyCredentials credentials, bool isFailed, ILambdaLogger logger, StateStore states, ExtractState state)
    {
        try
        {
            await credentials.KeepAsync();
        }
        catch (InvalidOperationException lost) when (isFailed)
        {
            // The run ends with the failures of the playlists.
            logger.LogError(lost.Message);
        }
        finally
        {
            await RememberAsync(states, state, isToldOtherwise: isFailed);
        }
    }

    private async Task<PlaylistOutcome> ExtractAsync(
        string playlist,
        PlaylistExtractor extractor,
        RunClock clock,
        ExtractMeter meter,
        CancellationToken cancellationToken)
    {
        if (!SourceId.TryParse(playlist, out var source))
        {
            return PlaylistOutcome.NoPlaylist(
                playlist,
                $"Correct it in the setting playlists and deploy again, or in s3://{_settings.RawBucket}/"
                + $"{_settings.PlaylistListKey}, one a line: {SourceId.Forms}.");
        }

        try
        {
            return await extractor.ExtractAsync(source.Name, cancellationToken);
        }
        catch (Exception failure)
        {
            // One bad playlist must not take the others along, whatever is wrong with it.
            return FailureClassifier.Classify(playlist, failure, clock, meter.HasProgressed);
        }
    }

    /// <summary>Reads all playlists, a few at a time, and logs each outcome at once.</summary>
    /// <param name="playlists">The playlists in the order of the settings.</param>
    /// <param name="meter">Counts the outcomes.</param>
    /// <param name="logger">Logs the outcomes.</param>
    /// <returns>The outcomes in the order of the settings.</returns>
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
            new ParallelOptions { MaxDegreeOfParallelism = SpotifyRateLimiter.MaxInFlight },
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
            // Without a cancellation: the state counts most when the run's time is over.
            await states.WriteAsync(
                StateZone.Extract, state, StateJson.Default.ExtractState, CancellationToken.None);
        }
        catch (Exception) when (isToldOtherwise)
        {
            // The playlists' failures tell more.
        }
    }

    private static void Log(ILambdaLogger logger, PlaylistOutcome outcome)
    {
        var line = LogLine.Format(PlaylistOutcome.LogEvent, outcome, ExtractLogJson.Default.PlaylistOutcome);
        if (outcome.IsComplete)
        {
            logger.LogInformation(line);
        }
        else if (outcome.IsFailure || outcome.IsRefused)
        {
            logger.LogError(line);
        }
        else
        {
            logger.LogWarning(line);
        }
    }
}
