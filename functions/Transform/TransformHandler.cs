using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.SimpleSystemsManagement;
using Functions.Metrics;

namespace Functions.Transform;

/// <summary>The handler of the transform function. It turns each raw snapshot whose manifest was written into the seven
/// tables, and makes each month that has new plays. The same raw objects always give the same bytes under the same
/// keys, so an event may come twice.</summary>
public sealed class TransformHandler
{
    private readonly TransformSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly MetricLog _metrics;
    private readonly TimeProvider _time;
    private readonly UsersKey _users;

    /// <summary>Creates the handler as Lambda does, once for many invocations, and reads the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public TransformHandler()
        : this(
            TransformSettings.From(FunctionEnvironment.OfProcess),
            new S3Client(),
            Console.OpenStandardOutput(),
            TimeProvider.System)
    {
    }

    /// <param name="parameters">Creates the client of Parameter Store; null for the usual one.</param>
    internal TransformHandler(
        TransformSettings settings,
        IAmazonS3 s3,
        Stream output,
        TimeProvider time,
        Func<IAmazonSimpleSystemsManagement>? parameters = null)
    {
        _settings = settings;
        _s3 = s3;
        _metrics = new MetricLog(settings.Stack, output, time);
        _time = time;
        _users = new UsersKey(
            settings.Users,
            settings.UsersKeyParameter,
            parameters ?? (() => new AmazonSimpleSystemsManagementClient()));
    }

    /// <summary>The handler string, from which Lambda finds this handler.</summary>
    public static string Name { get; } = HandlerName.Format<TransformHandler>(nameof(HandleAsync));

    /// <summary>Transforms the snapshots, and the months of plays, that the event names. Other objects that it names
    /// are ignored with a line of the log.</summary>
    /// <param name="notification">S3's event. Its keys are URL-encoded.</param>
    /// <param name="context">The log and the remaining time of the invocation.</param>
    /// <returns>The report with the rows of each table.</returns>
    /// <exception cref="SnapshotRefusedException">A manifest or a page is missing or damaged; the other snapshots are
    /// written.</exception>
    /// <exception cref="InvalidOperationException">A snapshot could not be read or written for another reason; the
    /// others are written.</exception>
    /// <exception cref="AggregateException">Several snapshots failed. The message names each; the others are
    /// written.</exception>
    public async Task<TransformReport> HandleAsync(S3Event? notification, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        using var deadline = Deadline.Create(context, _time);
        var store = new ProcessedStore(_s3, _settings.ProcessedBucket);
        var (snapshots, months) = (new List<SnapshotReport>(), new List<MonthReport>());
        var named = new HashSet<(string Bucket, PlayedMonth Month)>();
        var failures = new List<Exception>();
        var today = TodayOf(notification);
        foreach (var (bucket, key) in ManifestsOf(notification, context.Logger))
        {
            try
            {
                if (RawSnapshot.TryParseManifest(key, out var snapshot))
                {
                    snapshots.Add(await TransformAsync(bucket, snapshot, store, context.Logger, deadline.Token));
                }
                else if (MonthManifest.TryParse(key, out var month) && named.Add((bucket, month)))
                {
                    var ledger = new Ledger(_s3, bucket, _settings.ProcessedBucket)
                        .Keeping(_settings.TableRetention, _settings.PlaysRetention, today);
                    await TransformAsync(bucket, month, ledger, store, months, context.Logger, deadline.Token);
                }
            }
            catch (SnapshotRefusedException refusal)
            {
                failures.Add(refusal);
            }
            catch (Exception failure)
            {
                // One bad snapshot must not take the others along, whatever is wrong with it; without time left, each
                // of them comes here at once.
                var reason = failure is OperationCanceledException && deadline.IsCancellationRequested
                    ? "the time of the invocation ran out"
                    : failure.Message;
                failures.Add(new InvalidOperationException(
                    $"s3://{bucket}/{key} could not be transformed: {reason}", failure));
            }
        }

        return failures switch
        {
            [] => new TransformReport(snapshots, months),
            [var single] => throw single,
            _ => throw new AggregateException(failures),
        };
    }

    private async Task<SnapshotReport> TransformAsync(
        string bucket,
        RawSnapshot snapshot,
        ProcessedStore store,
        ILambdaLogger logger,
        CancellationToken cancellationToken)
    {
        var outcome = await new SnapshotTransform(_s3, bucket, store, _settings.Format) { Users = _users }
            .TransformAsync(snapshot, cancellationToken);
        var report = outcome.Report;
        if (outcome.Superseded)
        {
            logger.LogInformation(LogLine.Format(
                "snapshot superseded",
                new SupersededSnapshot(snapshot.Manifest, report.Manifest),
                TransformLogJson.Default.SupersededSnapshot));
        }

        logger.LogInformation(
            LogLine.Format("snapshot transformed", report, TransformLogJson.Default.SnapshotReport));
        _metrics.Write(report);
        return report;
    }

    /// <summary>Makes a month of plays, and a neighbour whose plays it changes.</summary>
    private Task<PlaysMarker> TransformAsync(
        string bucket,
        PlayedMonth month,
        Ledger ledger,
        ProcessedStore store,
        List<MonthReport> reports,
        ILambdaLogger logger,
        CancellationToken cancellationToken)
    {
        return new MonthTransform(_s3, bucket, ledger, store, _settings.Format)
        {
            OnMade = Report,
            OnNeighbourRefused = (made, refusal) => logger.LogInformation(LogLine.Format(
                "month beside refused",
                new RefusedNeighbour(made.ToString(), refusal.Message),
                TransformLogJson.Default.RefusedNeighbour)),
        }
        .TransformAsync(month, cancellationToken);

        void Report(MonthReport report, MonthReport? former)
        {
            logger.LogInformation(LogLine.Format("month transformed", report, TransformLogJson.Default.MonthReport));
            _metrics.Write(report, former);
            reports.Add(report);
        }
    }

    // The day of the event: an attempt that is repeated comes to the same.
    private DateOnly TodayOf(S3Event? notification)
    {
        if (notification?.Records is not [{ EventTime: { Ticks: > 0 } time }, ..])
        {
            return DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        }

        var utc = time.ToUniversalTime();
        GivenTime.Require(new DateTimeOffset(utc), "eventTime");
        return DateOnly.FromDateTime(utc);
    }

    private static IEnumerable<(string Bucket, string Key)> ManifestsOf(
        S3Event? notification, ILambdaLogger logger)
    {
        if (notification?.Records is not { } records)
        {
            // S3 sends a test event without records when a notification is set up.
            Ignore(logger, null, "the event has no records");
            yield break;
        }

        foreach (var record in records)
        {
            var key = record?.S3?.Object?.KeyDecoded;
            if (record?.EventName?.Contains("ObjectCreated", StringComparison.Ordinal) == false)
            {
                Ignore(logger, key, $"the event is {record!.EventName}");
            }
            else if (key is null
                || record?.S3?.Bucket?.Name is not { } bucket
                || !(RawSnapshot.TryParseManifest(key, out _) || MonthManifest.TryParse(key, out _)))
            {
                Ignore(logger, key, "it is not the manifest of a raw snapshot or of plays");
            }
            else
            {
                yield return (bucket, key);
            }
        }
    }

    private static void Ignore(ILambdaLogger logger, string? key, string reason) => logger.LogInformation(
        LogLine.Format("object ignored", new IgnoredObject(key, reason), TransformLogJson.Default.IgnoredObject));
}
