using Amazon.Lambda.Core;
using Amazon.SimpleSystemsManagement;
using Functions.Metrics;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>The handler of the repair function. On its schedule it transforms snapshots without tables, and months of
/// plays that lack some; on request it makes the tables of some days again.</summary>
public sealed class RepairHandler
{
    // The caller of a replay waits on an open connection, and networks close one that is silent for minutes.
    private static readonly TimeSpan MaxAnswerTime = TimeSpan.FromMinutes(1);

    private readonly RepairSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly MetricLog _metrics;
    private readonly TimeProvider _time;
    private readonly UsersKey _users;

    /// <summary>Creates the handler as Lambda does, once for many invocations, and reads the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public RepairHandler()
        : this(
            RepairSettings.From(FunctionEnvironment.OfProcess),
            new S3Client(),
            Console.OpenStandardOutput(),
            TimeProvider.System)
    {
    }

    /// <param name="parameters">Creates the client of Parameter Store; null for the usual one.</param>
    internal RepairHandler(
        RepairSettings settings,
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
    public static string Name { get; } = HandlerName.Format<RepairHandler>(nameof(HandleAsync));

    /// <summary>Reconciles, or does a part of a replay.</summary>
    /// <param name="asked">The event, from EventBridge or from <c>dotnet dev.cs replay</c>.</param>
    /// <param name="context">The log and the remaining time of the invocation.</param>
    /// <returns>The report, and for a replay the place to continue.</returns>
    /// <exception cref="ArgumentException">The event has an unknown action or step, or a wrong value.</exception>
    /// <exception cref="InvalidOperationException">A reconcile could not transform a snapshot, which the message
    /// names; the others are done. For a damaged one it is thrown once, and later only the log and the metric report
    /// it.</exception>
    public async Task<RepairReport> HandleAsync(RepairEvent? asked, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        asked?.Check();
        using var deadline = Deadline.Create(context, _time);
        var now = asked?.Time ?? _time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var ledger = new Ledger(_s3, _settings.RawBucket, _settings.ProcessedBucket)
            .Keeping(_settings.TableRetention, _settings.PlaysRetention, today);
        var transforms = new RepairTransforms(_s3, _settings, _users, ledger, today);
        switch (asked?.Action)
        {
            case null:
                return new RepairReport(
                    await ReconcileAsync(now, ledger, transforms, context, deadline.Token), null);

            case RepairEvent.ReplayAction:
                var budget = TimeBudget.From(context, _time, MaxAnswerTime);
                var replay = new Replay(_s3, _settings, ledger, transforms, asked);
                return new RepairReport(null, asked.Step switch
                {
                    RepairEvent.ShadowStep or RepairEvent.CompareStep =>
                        await replay.ShowAsync(budget, deadline.Token),
                    RepairEvent.PromoteStep => await PromoteAsync(replay, budget, deadline.Token),
                    var step => throw new ArgumentException(
                        $"The step of a replay is '{step}'. It is {RepairEvent.ShadowStep}, "
                        + $"{RepairEvent.CompareStep} or {RepairEvent.PromoteStep}."),
                });

            case var action:
                throw new ArgumentException(
                    $"The action is '{action}'. There is {RepairEvent.ReplayAction}; without one the function "
                    + "reconciles.");
        }
    }

    /// <summary>Promotes a part of a replay. After the last part the days that have changed are published.</summary>
    private async Task<ReplayReport> PromoteAsync(
        Replay replay, TimeBudget budget, CancellationToken cancellationToken)
    {
        var report = await replay.PromoteAsync(budget, cancellationToken);
        if (report.Next is null)
        {
            await PublicationRequest.WriteAsync(
                new RawStore(_s3, _settings.RawBucket),
                PublicationRequest.Replay,
                _time.GetUtcNow(),
                extractedAt: null,
                // Their tables are there already.
                manifests: [],
                cancellationToken);
        }

        return report;
    }

    private async Task<ReconcileReport> ReconcileAsync(
        DateTimeOffset now,
        Ledger ledger,
        RepairTransforms transforms,
        ILambdaContext context,
        CancellationToken cancellationToken)
    {
        var store = new ProcessedStore(_s3, _settings.ProcessedBucket);
        var reconcile = new Reconcile(_settings, ledger, transforms, store)
        {
            OnRepaired = report =>
            {
                context.Logger.LogInformation(
                    LogLine.Format("snapshot repaired", report, TransformLogJson.Default.SnapshotReport));
                _metrics.Write(report);
            },
            OnMonthRepaired = (report, former) =>
            {
                context.Logger.LogInformation(
                    LogLine.Format("month repaired", report, TransformLogJson.Default.MonthReport));
                _metrics.Write(report, former);
            },
        };

        var done = await reconcile.RunAsync(now, TimeBudget.From(context, _time), cancellationToken);
        _metrics.Write(
            MetricDatum.Count(LakeMetrics.SnapshotsRepaired, done.Repaired.Count + done.Months.Count),
            MetricDatum.Count(LakeMetrics.SnapshotsUnrepaired, done.Left));
        foreach (var refused in done.Refused)
        {
            context.Logger.LogWarning(
                LogLine.Format("snapshot refused again", refused, RepairLogJson.Default.RefusedSnapshot));
        }

        reconcile.Failures.ThrowIfAny();
        return done;
    }
}
