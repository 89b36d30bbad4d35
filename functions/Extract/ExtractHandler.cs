using Amazon.Lambda.Core;
using Amazon.SimpleSystemsManagement;
using Functions.Extract.Spotify;
using Functions.Metrics;

namespace Functions.Extract;

/// <summary>The handler of the extract function. It reads the configured sources, or the plays, from the Spotify Web
/// API into the raw bucket: the pages as they come, and the manifest last.</summary>
public sealed class ExtractHandler
{
    private readonly ExtractSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly IAmazonSimpleSystemsManagement _parameters;
    private readonly SpotifyAccess _spotify;
    private readonly MetricLog _metrics;
    private readonly TimeProvider _time;
    private bool _hasUsersKey;

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
        _parameters = parameters;
        _spotify = new SpotifyAccess(settings, parameters, transport, time);
        _metrics = new MetricLog(settings.Stack, output, time);
        _time = time;
    }

    /// <summary>The handler string, from which Lambda finds this handler.</summary>
    public static string Name { get; } = HandlerName.Format<ExtractHandler>(nameof(HandleAsync));

    /// <summary>Reads all playlists, a few at a time, or the plays. Each succeeds or fails on its own.</summary>
    /// <param name="schedule">EventBridge's event.</param>
    /// <param name="context">The log and the remaining time of the invocation.</param>
    /// <returns>One outcome per playlist, if all are complete, waiting for a later run, skipped, or refused by Spotify;
    /// the outcome of the plays, whatever it is; none, if another invocation already runs for the same event.</returns>
    /// <exception cref="ExtractionFailedException">A playlist is none of that. The message has the reason and an advice
    /// for each.</exception>
    /// <exception cref="ArgumentException">The event's time is out of range.</exception>
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
                    // Before anything that tables are made of.
                    await MakeUsersKeyAsync(deadline.Token);
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

    private async Task MakeUsersKeyAsync(CancellationToken cancellationToken)
    {
        if (_settings.UsersKeyParameter is { } parameter && !_hasUsersKey)
        {
            await UsersKey.MakeAsync(parameter, _settings.SecretsKey, _parameters, cancellationToken);
            _hasUsersKey = true;
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
        OutcomeLog.Write(logger, outcome);
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
                OutcomeLog.Write(logger, waiting);
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
            var run = new ExtractionRun(_settings, _s3, _spotify, store, meter, clock, context);
            var report = await run.ReadAsync(firedAt, cancellationToken);
            return report.Playlists.Any(playlist => playlist.IsFailure)
                ? throw new ExtractionFailedException(report)
                : report;
        }
        finally
        {
            _metrics.Write(meter.Metrics());
        }
    }
}
