using Amazon.Runtime;
using Amazon.S3;
using Functions.Extract;
using Infra.Components;
using Twin.Aws.Athena;
using Twin.Aws.Athena.Statements;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Glue;
using Twin.Aws.Iam;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;
using Twin.Aws.S3;
using Twin.Aws.Sns;
using Twin.Aws.Sqs;
using Twin.Aws.Ssm;
using Twin.Aws.StepFunctions;
using Twin.Host.History;
using Twin.Host.Ledger;
using Twin.Host.Runs;
using Twin.Host.Snowflake;

namespace Twin.Host;

/// <summary>The declared stack, running: one small service for each kind of resource, all on 127.0.0.1. Disposing of
/// this stops them.</summary>
public sealed class LocalTwin : IAsyncDisposable
{
    private readonly DeclaredStack _stack;
    private readonly VirtualClock _clock;
    private readonly TwinServices _services;
    private readonly RunStage _until;
    private readonly PendingWork _work;
    private readonly AccessControl _access;
    private readonly CloudWatchService _cloudWatch;
    private readonly LambdaService _lambda;
    private readonly S3Service _s3;
    private readonly DateTimeOffset _created;
    private IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> _alarmsOfDay =
        ImmutableDictionary<AlarmDeclaration, AlarmEvaluation>.Empty;

    private readonly PlaysFirings _plays = new();
    private ScheduleClock? _schedules;

    private LocalTwin(DeclaredStack stack, VirtualClock clock, TwinServices services, RunStage until)
    {
        (_stack, _clock, _services, _until) = (stack, clock, services, until);
        _work = new PendingWork(() => services.Running, clock);
        _created = clock.GetUtcNow();
        _access = services.Get<AccessControl>();
        _cloudWatch = services.Get<CloudWatchService>();
        _lambda = services.Get<LambdaService>();
        _s3 = services.Get<S3Service>();
        Deliveries = _ => 1;
        _lambda.Logged += line => Playlists.Read(line.Text);
        _lambda.Ended += result => Playlists.Read(result.Payload);
    }

    public IReadOnlyList<DeniedCall> Denied => _access.Denied;

    /// <summary>Called for each call that IAM refuses from here on, with the action and its resource.</summary>
    public Action<string> OnRefused
    {
        set => _access.OnRefused = value;
    }

    public IReadOnlyList<UnusedPermission> UnusedPermissions => _access.UnusedPermissions;

    /// <summary>The calls that the twin does not implement, and its internal errors.</summary>
    public IEnumerable<string> Problems => _services.Get<TwinProblems>().All;

    public PropertyReads Reads => _services.Get<PropertyReads>();

    /// <summary>The declared tables, with the partitions that were registered.</summary>
    public Catalog Catalog => _services.Get<GlueService>().Catalog;

    /// <summary>The number of entries and plays that could not be read, in the snapshots and months that have
    /// tables.</summary>
    public int RejectedRecords => TableMarkers.OfSnapshots(_s3.Buckets).Select(marker => marker.Rejected)
        .Concat(TableMarkers.OfMonths(_s3.Buckets).Select(marker => marker.Rejected))
        .Sum(rejected => rejected?.Records ?? 0);

    /// <summary>The number of plays of the API that no record of an export matches, in months that have both; null if
    /// no month has plays.</summary>
    public int? UnmatchedPlays => TableMarkers.OfMonths(_s3.Buckets).Select(marker => (int?)marker.Unmatched)
        .Aggregate((int?)null, (sum, unmatched) => (sum ?? 0) + unmatched);

    public ILookup<string, JobRun> JobRuns => _services.Get<JobRunner>().Runs.ToLookup(run => run.Job);
    public ILookup<string, InvokeResult> Invocations => _lambda.Invocations;

    public ReportedOutcomes Playlists { get; } = new();
    public IEnumerable<string> WrittenParameters => _services.Get<SsmService>().Written;

    /// <summary>The functions whose events failed for the last time and were discarded: they have no
    /// destination.</summary>
    public ImmutableArray<string> Discarded => _lambda.Discarded;

    public ImmutableArray<ExecutionSummary> Executions => _services.Get<StepFunctionsService>().Executions;

    /// <summary>The loads that Snowflake would have done, one after each reading; empty without Snowflake.</summary>
    public ImmutableArray<SnowflakeLoading> Loads => _services.Get<SnowflakeService>().Loads;

    public IEnumerable<(string Queue, QueueMessage Message)> Messages => _services.Get<SqsService>().Queues.Values
        .SelectMany(queue => queue.Messages.Select(message => (queue.Name, message)));

    public MetricStore Metrics => _cloudWatch.Metrics;

    /// <summary>The state of each alarm at the end of the last day's work, or <c>ALARM</c> if it changed to that
    /// afterwards.</summary>
    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> Alarms => _cloudWatch.Alarms.ToDictionary(
        alarm => alarm.Key,
        alarm => alarm.Value.State == AlarmState.Alarm
            ? alarm.Value
            : _alarmsOfDay.GetValueOrDefault(alarm.Key, alarm.Value));

    public ImmutableArray<UnknownMetric> UnknownMetrics => _cloudWatch.Named.UnknownIn(Metrics);
    public ImmutableArray<Notification> Notifications => _services.Get<SnsService>().Sent;

    /// <summary>Sets the number of times S3 delivers an event. S3 loses almost none and repeats some, and guarantees no
    /// more. A run that ends with the extraction delivers none: they start the transform.</summary>
    public Func<ObjectCreated, int> Deliveries
    {
        set => _s3.Deliveries = _until == RunStage.Extract ? _ => 0 : value;
    }

    /// <summary>The meter that counts the use of AWS from here on.</summary>
    public Meter Meter => _services.Get<Meter>();

    /// <summary>The statements that Athena has run, in their order.</summary>
    public ImmutableArray<RunStatement> Statements => _services.Get<AthenaService>().Statements;

    public ImmutableArray<Usage> Usage
    {
        get
        {
            var stored = new Meter();
            foreach (var service in _services.Running)
            {
                service.CountUsage(stored);
            }

            return [.. Meter.Usage, .. stored.Usage];
        }
    }

    /// <param name="bucketsRoot">The folder in which each bucket gets a folder and each object a file.</param>
    public static async Task<LocalTwin> StartAsync(
        DeclaredStack stack,
        string bucketsRoot,
        VirtualClock clock,
        Timeline timeline,
        TwinOptions options,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(bucketsRoot);
        var services = await TwinServices.StartAsync(stack, bucketsRoot, clock, timeline, options, cancellationToken);
        return new LocalTwin(services.Get<DeclaredStack>(), clock, services, options.Until);
    }

    /// <summary>The current objects below a prefix.</summary>
    public IEnumerable<StoredObject> ObjectsBelow(S3Folder folder) =>
        _s3.Buckets.Find(folder.Bucket)?.Below(folder.Prefix) ?? [];

    /// <exception cref="AthenaException">The partition projection of the table cannot be used.</exception>
    public int CountQueriedFiles(CatalogTable table) => _services.Get<AthenaService>().CountFiles(table);

    /// <summary>Opens the catalog's tables, as they are now, for the named queries.</summary>
    public QuerySession OpenQueries() =>
        _services.Get<AthenaService>().Open();

    /// <summary>Advances the clock to the next reading of Spotify, and fires the other schedules on the way. After each
    /// firing it waits until all work that follows is done: functions, retries, and work that new files
    /// start.</summary>
    public async Task RunToNextScheduleAsync(CancellationToken cancellationToken)
    {
        var before = Playlists.Last;
        DeclaredResource? last = null;
        foreach (var (rule, time) in Schedules.UntilNextReading())
        {
            await FireAsync(rule, time, cancellationToken);
            last = rule;
        }

        _alarmsOfDay = _cloudWatch.Alarms.ToDictionary();
        if (last is null)
        {
            throw new RunFailedException("The stack declares no schedule that will ever fire.");
        }

        AddSummary(last, before);
        AddLoad();
    }

    /// <summary>Fires the other schedules that are due before the next reading of Spotify: they finish the day's
    /// work.</summary>
    public async Task RunOtherSchedulesAsync(bool once, CancellationToken cancellationToken)
    {
        foreach (var (rule, time) in Schedules.BeforeNextReading(once))
        {
            await FireAsync(rule, time, cancellationToken);
        }

        AddPlays();
    }

    /// <summary>Fires every schedule now, one after the other, regardless of its times, and waits as
    /// <see cref="RunToNextScheduleAsync"/> does.</summary>
    public async Task RunSchedulesNowAsync(CancellationToken cancellationToken)
    {
        var rules = Schedules.Rules.ToList();
        if (rules.Count == 0)
        {
            throw new RunFailedException("The stack declares no schedule.");
        }

        var before = Playlists.Last;
        foreach (var rule in rules)
        {
            await FireAsync(rule, _clock.GetUtcNow(), cancellationToken);
        }

        AddSummary(rules.Find(rule => !Schedules.ReadsPlays(rule)) ?? rules[0], before);
        AddLoad();
    }

    /// <summary>Imports an export as a user of the account does, with the declared import role, and waits until all
    /// work that follows is done.</summary>
    public async Task ImportAsync(StrippedExport export, CancellationToken cancellationToken)
    {
        var role = _stack.OfType(ResourceTypes.Role).FirstOrDefault(role =>
                role.Parent?.StartsWith(ImportsType.Name + " ", StringComparison.Ordinal)
                    is true)
            ?? throw new RunFailedException($"The stack declares no role for imports: no {ImportsType.Name}.");
        var credentials = _access.AssumeAsUser(role.Arn, ExportImport.SessionName);
        using var s3 = new AmazonS3Client(
            new SessionAWSCredentials(
                credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonS3Config
            {
                ServiceURL = _services.Get<ServiceEndpoints>().Variables["AWS_ENDPOINT_URL_S3"],
                AuthenticationRegion = _stack.Region,
            });
        var bucket = _stack.OfType(LambdaResources.Function)
            .Select(function => function.Map("environment.variables").GetValueOrDefault(ExtractEnvironment.RawBucket))
            .OfType<string>()
            .First();
        var months = await new ExportImport(s3, bucket).RunAsync(export, _clock.GetUtcNow(), cancellationToken);
        _services.Get<Timeline>().Add(
            TimelineSource.Run,
            $"{Counted.Text(months.Length, "month")} {ExportImport.Milestone} {role.PhysicalName}",
            TimelineEntryKind.Milestone);
        await CompletePendingAsync(cancellationToken);
        _cloudWatch.EndOfWork();
        _alarmsOfDay = _cloudWatch.Alarms.ToDictionary();
    }

    /// <summary>Invokes a function as a user of the account, and waits until all work that follows is done.</summary>
    /// <exception cref="ArgumentException">The stack has no such function.</exception>
    public async Task<InvokeResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var result = await _lambda.InvokeAsync(function, payload, cancellationToken);
        await CompletePendingAsync(cancellationToken);
        return result;
    }

    /// <summary>Runs a Glue job as a user of the account, and waits until all work that follows is done.</summary>
    /// <exception cref="JobException">Glue does not start it.</exception>
    public async Task<JobRun> RunJobAsync(
        string job, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        var run = await _services.Get<JobRunner>().RunAsync(job, arguments, null, cancellationToken);
        await CompletePendingAsync(cancellationToken);
        return run;
    }

    /// <exception cref="ArgumentException">The stack has no such function.</exception>
    public Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload) =>
        _lambda.EnqueueAsync(function, payload);

    public Task CompletePendingAsync(CancellationToken cancellationToken) => _work.CompleteAsync(cancellationToken);

    /// <summary>Ends the last day: S3 applies its lifecycle rules at midnight.</summary>
    public void EndDay() => _s3.RunUntil(_clock.GetUtcNow().AddDays(1));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // Created at its first use: a twin that fires no schedules accepts any expression.
    private ScheduleClock Schedules =>
        _schedules ??= new ScheduleClock(_stack, _created, onlyReading: _until == RunStage.Extract);

    private async Task FireAsync(DeclaredResource rule, DateTimeOffset time, CancellationToken cancellationToken)
    {
        _work.AdvanceTo(time);
        var before = Playlists.Last;
        if (rule.Is(GlueResources.Crawler))
        {
            if (_until >= RunStage.Publish)
            {
                _services.Get<GlueService>().Crawl(rule, cancellationToken);
            }

            return;
        }

        await _services.Get<EventBridgeService>().FireAsync(rule, time);
        await CompletePendingAsync(cancellationToken);
        var isOfPlays = Schedules.ReadsPlays(rule);
        _cloudWatch.EndOfWork(isFolded: isOfPlays);
        if (isOfPlays)
        {
            _plays.Add(rule, Playlists.Since(before));
        }
    }

    private void AddLoad()
    {
        var snowflake = _services.Get<SnowflakeService>();
        if (snowflake.IsDeclared && _until >= RunStage.Publish)
        {
            _services.Get<Timeline>().Add(
                SnowflakeService.Source, snowflake.Load().ToString(), TimelineEntryKind.Milestone);
        }
    }

    private void AddSummary(DeclaredResource rule, ImmutableSortedDictionary<string, ReportedOutcome> before)
    {
        AddPlays();
        _services.Get<Timeline>().Add(
            TimelineSource.Run,
            ReadingSummary.Format(
                rule.PhysicalName, [.. Playlists.Since(before).Where(outcome => !outcome.IsOfPlays)]),
            TimelineEntryKind.Milestone);
    }

    private void AddPlays()
    {
        foreach (var line in _plays.Take())
        {
            _services.Get<Timeline>().Add(TimelineSource.Run, line, TimelineEntryKind.Milestone);
        }
    }
}
