using System.Collections.Immutable;
using Local.Aws.Athena;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Lambda;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Sns;
using Local.Aws.Sqs;
using Local.Aws.Ssm;

namespace Local.Twin;

/// <summary>
/// The declared stack, running: one small service for each kind of resource, all of them on 127.0.0.1, and gone when
/// this is disposed of.
/// </summary>
public sealed class LocalTwin : IAsyncDisposable
{
    private readonly DeclaredStack _stack;
    private readonly VirtualClock _clock;
    private readonly TwinServices _services;
    private readonly AccessControl _access;
    private readonly CloudWatchService _cloudWatch;
    private readonly LambdaService _lambda;
    private readonly S3Service _s3;
    private readonly DateTimeOffset _created;
    private IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> _alarmsOfDay =
        ImmutableDictionary<AlarmDeclaration, AlarmEvaluation>.Empty;

    private ScheduleClock? _schedules;

    private LocalTwin(DeclaredStack stack, VirtualClock clock, TwinServices services)
    {
        (_stack, _clock, _services) = (stack, clock, services);
        _created = clock.GetUtcNow();
        _access = services.Get<AccessControl>();
        _cloudWatch = services.Get<CloudWatchService>();
        _lambda = services.Get<LambdaService>();
        _s3 = services.Get<S3Service>();
        _lambda.Logged += line => Playlists.Read(line.Text);
        _lambda.Ended += result => Playlists.Read(result.Payload);
    }

    /// <summary>The calls that IAM refused.</summary>
    public IReadOnlyList<DeniedCall> Denied => _access.Denied;

    /// <summary>What roles may do and did not.</summary>
    public IReadOnlyList<UnusedPermission> UnusedPermissions => _access.UnusedPermissions;

    /// <summary>The calls that the twin does not implement, and its own errors.</summary>
    public IEnumerable<string> Problems => _services.Get<TwinProblems>().All;

    /// <summary>The properties that the services have read.</summary>
    public PropertyReads Reads => _services.Get<PropertyReads>();

    /// <summary>The declared tables, with the partitions that crawls have registered.</summary>
    public Catalog Catalog => _services.Get<GlueService>().Catalog;

    /// <summary>The entries that could not be read, of the snapshots whose tables are there.</summary>
    public int RejectedRecords => SnapshotMarkers.In(_s3.Buckets).Sum(marker => marker.Rejected?.Records ?? 0);

    /// <summary>By function: how each invocation ended, in order.</summary>
    public ILookup<string, InvokeResult> Invocations => _lambda.Invocations;

    /// <summary>What the extract said of each playlist.</summary>
    public ReportedOutcomes Playlists { get; } = new();

    /// <summary>The parameters that a function has written.</summary>
    public IEnumerable<string> WrittenParameters => _services.Get<SsmService>().Written;

    /// <summary>The functions of events that failed for the last time and had nowhere to go.</summary>
    public ImmutableArray<string> Discarded => _lambda.Discarded;

    /// <summary>What waits in the stack's queues.</summary>
    public IEnumerable<(string Queue, QueueMessage Message)> Messages => _services.Get<SqsService>().Queues.Values
        .SelectMany(queue => queue.Messages.Select(message => (queue.Name, message)));

    /// <summary>Every metric of the run.</summary>
    public MetricStore Metrics => _cloudWatch.Metrics;

    /// <summary>
    /// What each alarm says at the end of the last day's work; one that has begun to ring behind it says so.
    /// </summary>
    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> Alarms => _cloudWatch.Alarms.ToDictionary(
        alarm => alarm.Key,
        alarm => alarm.Value.State == AlarmState.Alarm
            ? alarm.Value
            : _alarmsOfDay.GetValueOrDefault(alarm.Key, alarm.Value));

    /// <summary>The metrics that alarms and dashboards name and that nobody wrote.</summary>
    public ImmutableArray<UnknownMetric> UnknownMetrics => _cloudWatch.Named.UnknownIn(Metrics);

    /// <summary>What the stack's topics took.</summary>
    public ImmutableArray<Notification> Notifications => _services.Get<SnsService>().Sent;

    /// <summary>
    /// Gets or sets how many times S3 delivers an event: it loses nearly none, repeats some, and promises no more.
    /// </summary>
    public Func<ObjectCreated, int> Deliveries
    {
        get => _s3.Deliveries;
        set => _s3.Deliveries = value;
    }

    /// <summary>Counts what is used from here on.</summary>
    public Meter Meter => _services.Get<Meter>();

    /// <summary>What was used so far, and what lies there now.</summary>
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

    /// <summary>Starts the services that the stack needs.</summary>
    /// <param name="stack">What is declared.</param>
    /// <param name="bucketsRoot">Gets a folder for each bucket, and each object as a file.</param>
    /// <param name="clock">The stack's time.</param>
    /// <param name="timeline">Hears what happens.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="RunFailedException">AWS would refuse what is declared.</exception>
    public static async Task<LocalTwin> StartAsync(
        DeclaredStack stack,
        string bucketsRoot,
        VirtualClock clock,
        Timeline timeline,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(bucketsRoot);
        var services = await TwinServices.StartAsync(stack, bucketsRoot, clock, timeline, cancellationToken);
        return new LocalTwin(services.Get<DeclaredStack>(), clock, services);
    }

    /// <summary>What lies below a prefix now.</summary>
    public IEnumerable<StoredObject> ObjectsBelow(S3Folder folder) =>
        (_s3.Buckets.Find(folder.Bucket)?.Objects.Values ?? [])
        .Where(found => found.Key.StartsWith(folder.Prefix, StringComparison.Ordinal));

    /// <summary>The number of files that a query of a table reads now.</summary>
    /// <exception cref="AthenaException">The table's partition projection cannot be used.</exception>
    public int CountQueriedFiles(CatalogTable table) => _services.Get<AthenaService>().CountFiles(table);

    /// <summary>Opens the catalog's tables, as they are now, for the named queries.</summary>
    public QuerySession OpenQueries(CancellationToken cancellationToken) =>
        _services.Get<AthenaService>().Open(cancellationToken);

    /// <summary>
    /// Lets the clock jump to the next reading of Spotify, and from firing to firing of other schedules on the way;
    /// each time it waits until all that follows is done: functions, retries, and what new files start.
    /// </summary>
    /// <exception cref="RunFailedException">No schedule ever fires, or AWS would refuse what is declared.</exception>
    public async Task RunToNextScheduleAsync(CancellationToken cancellationToken)
    {
        var fired = false;
        foreach (var (rule, time) in Schedules.UntilNextReading())
        {
            await FireAsync(rule, time, cancellationToken);
            fired = true;
        }

        _alarmsOfDay = _cloudWatch.Alarms.ToDictionary();
        if (!fired)
        {
            throw new RunFailedException("The stack declares no schedule that will ever fire.");
        }
    }

    /// <summary>
    /// Fires what else fires before Spotify is read again: what a day leaves undone is done behind it.
    /// </summary>
    /// <param name="once">Each schedule only once, however often it would fire.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunOtherSchedulesAsync(bool once, CancellationToken cancellationToken)
    {
        foreach (var (rule, time) in Schedules.BeforeNextReading(once))
        {
            await FireAsync(rule, time, cancellationToken);
        }
    }

    /// <summary>
    /// Fires every schedule at the clock's time, whenever it would fire by itself, one after the other, and waits
    /// likewise.
    /// </summary>
    /// <exception cref="RunFailedException">No schedule is declared, or AWS would refuse what is.</exception>
    public async Task RunSchedulesNowAsync(CancellationToken cancellationToken)
    {
        var rules = Schedules.Rules.ToList();
        if (rules.Count == 0)
        {
            throw new RunFailedException("The stack declares no schedule.");
        }

        foreach (var rule in rules)
        {
            await FireAsync(rule, _clock.GetUtcNow(), cancellationToken);
        }
    }

    /// <summary>Invokes a function as somebody of the account does, and waits for all that follows.</summary>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public async Task<InvokeResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var result = await _lambda.InvokeAsync(function, payload, cancellationToken);
        await CompletePendingAsync(cancellationToken);
        return result;
    }

    /// <summary>Invokes a function asynchronously, as somebody of the account does.</summary>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload) =>
        _lambda.EnqueueAsync(function, payload);

    /// <summary>Waits until all that is under way is done, crawls too.</summary>
    public async Task CompletePendingAsync(CancellationToken cancellationToken)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var service in _services.Running)
            {
                again |= await service.CompletePendingAsync(cancellationToken);
            }
        }
    }

    /// <summary>Ends the last day: what S3 does at its midnight.</summary>
    public void EndDay() => _s3.RunUntil(_clock.GetUtcNow().AddDays(1));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // A twin that nobody's schedules are to fire in takes whatever they are.
    private ScheduleClock Schedules => _schedules ??= new ScheduleClock(_stack, _created);

    private async Task FireAsync(DeclaredResource rule, DateTimeOffset time, CancellationToken cancellationToken)
    {
        foreach (var service in _services.Running)
        {
            service.RunUntil(time);
        }

        _clock.AdvanceTo(time);
        await _services.Get<EventBridgeService>().FireAsync(rule, time);
        await CompletePendingAsync(cancellationToken);
        _cloudWatch.EndOfWork();
    }
}
