using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Functions.Metrics;

namespace Functions.Transform;

/// <summary>The handler of the transform function. It turns each raw snapshot whose manifest was written into the seven
/// tables. The same snapshot always has the same bytes under the same keys, so an event may come twice.</summary>
public sealed class TransformHandler
{
    private readonly TransformSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly MetricLog _metrics;
    private readonly TimeProvider _time;

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

    internal TransformHandler(TransformSettings settings, IAmazonS3 s3, Stream output, TimeProvider time)
    {
        _settings = settings;
        _s3 = s3;
        _metrics = new MetricLog(settings.Stack, output, time);
        _time = time;
    }

    /// <summary>The handler string, from which Lambda finds this handler.</summary>
    public static string Name { get; } = HandlerName.Format<TransformHandler>(nameof(HandleAsync));

    /// <summary>Transforms the snapshots that the event names. Other objects that it names are ignored with a line of
    /// the log.</summary>
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
        var reports = new List<SnapshotReport>();
        var failures = new List<Exception>();
        foreach (var (bucket, snapshot) in ManifestsOf(notification, context.Logger))
        {
            try
            {
                var outcome = await new SnapshotTransform(_s3, bucket, store, _settings.Format)
                    .TransformAsync(snapshot, deadline.Token);
                var report = outcome.Report;
                if (outcome.Superseded)
                {
                    context.Logger.LogInformation(LogLine.Format(
                        "snapshot superseded",
                        new SupersededSnapshot(snapshot.Manifest, report.Manifest),
                        TransformLogJson.Default.SupersededSnapshot));
                }

                context.Logger.LogInformation(
                    LogLine.Format("snapshot transformed", report, TransformLogJson.Default.SnapshotReport));
                _metrics.Write(report);
                reports.Add(report);
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
                    $"s3://{bucket}/{snapshot.Manifest} could not be transformed: {reason}", failure));
            }
        }

        return failures switch
        {
            [] => new TransformReport(reports),
            [var single] => throw single,
            _ => throw new AggregateException(failures),
        };
    }

    private static IEnumerable<(string Bucket, RawSnapshot Snapshot)> ManifestsOf(
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
            var key = record.S3?.Object?.KeyDecoded;
            if (record.EventName?.Contains("ObjectCreated", StringComparison.Ordinal) == false)
            {
                Ignore(logger, key, $"the event is {record.EventName}");
            }
            else if (key is null
                || record.S3?.Bucket?.Name is not { } bucket
                || !RawSnapshot.TryParseManifest(key, out var snapshot))
            {
                Ignore(logger, key, "it is not the manifest of a raw snapshot");
            }
            else
            {
                yield return (bucket, snapshot);
            }
        }
    }

    private static void Ignore(ILambdaLogger logger, string? key, string reason) => logger.LogInformation(
        LogLine.Format("object ignored", new IgnoredObject(key, reason), TransformLogJson.Default.IgnoredObject));
}
