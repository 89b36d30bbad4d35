using System.Collections.Concurrent;
using System.Collections.Immutable;
using Local.Aws.Athena;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Kms;
using Local.Aws.Lambda;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Sns;
using Local.Aws.Sqs;

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
    private readonly FunctionJournal _journal;
    private readonly LambdaService _lambda;
    private readonly EventRouter _events;
    private readonly DeclaredCatalog _catalog;
    private readonly DeclaredMonitoring _monitoring;
    private readonly LifecycleClock _lifecycle;
    private readonly DateTimeOffset _created;
    private readonly ConcurrentQueue<Exception> _undelivered = [];
    private IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> _alarmsOfDay =
        ImmutableDictionary<AlarmDeclaration, AlarmEvaluation>.Empty;

    private ScheduleClock? _schedules;

    private LocalTwin(
        DeclaredStack stack,
        string bucketsRoot,
        VirtualClock clock,
        Timeline timeline,
        TwinServices services,
        Meter meter)
    {
        _stack = stack;
        _clock = clock;
        _created = clock.GetUtcNow();
        Meter = meter;
        _services = services;
        _monitoring = new DeclaredMonitoring(stack, services.Topics, services.Queues.Values, clock, timeline);
        _journal = new FunctionJournal(stack, services.Access, _monitoring, timeline);
        var lambdaMeter = new LambdaMeter(meter);
        _lambda = new LambdaService(new LambdaServiceOptions
        {
            Region = stack.Region,
            Endpoints = services.Endpoints,
            Clock = clock,
            Log = line =>
            {
                lambdaMeter.Log(line);
                _journal.Log(line);
            },
            Invoked = (function, result) =>
            {
                lambdaMeter.Invoked(function, result);
                _journal.Invoked(function, result);
            },
            Throttled = _journal.Throttled,
            Discarded = _journal.Discard,
        });
        _events = new EventRouter(stack, services.Access, _lambda, services.Topics, _monitoring, timeline, meter);
        _catalog = new DeclaredCatalog(stack, services, bucketsRoot, clock, timeline, meter)
        {
            Publish = _events.DeliverAsync,
        };
        _lifecycle = new LifecycleClock(services.Buckets, clock, timeline);
        AthenaStorage = new AthenaStorage(services.Buckets, services.S3Access, services.Access);
        services.S3.ObjectCreated += (_, created) => Deliver(created);
    }

    /// <summary>The calls that IAM refused.</summary>
    public IReadOnlyList<DeniedCall> Denied => _services.Access.Denied;

    /// <summary>What roles may do and did not.</summary>
    public IReadOnlyList<UnusedGrant> UnusedPermissions => _services.Access.UnusedPermissions;

    /// <summary>What was asked for and the twin does not have, and what went wrong in it.</summary>
    public IEnumerable<string> Problems => _services.Problems.Concat(_monitoring.Problems);

    /// <summary>The calls of KMS that were made: what it would bill.</summary>
    public IReadOnlyList<KeyCall> KeyCalls => _services.Keys.Calls;

    internal AthenaStorage AthenaStorage { get; }

    /// <summary>What crawls have found.</summary>
    public Catalog Catalog => _catalog.Catalog;

    /// <summary>The entries that could not be read, of the snapshots whose tables are there.</summary>
    public int RejectedRecords => SnapshotMarkers.In(_services.Buckets).Sum(marker => marker.Rejected?.Records ?? 0);

    /// <summary>What lies below a prefix now.</summary>
    internal IEnumerable<StoredObject> ObjectsBelow(S3Folder folder) =>
        (_services.Buckets.Find(folder.Bucket)?.Objects.Values ?? [])
        .Where(found => found.Key.StartsWith(folder.Prefix, StringComparison.Ordinal));

    /// <summary>By function: how each invocation ended, in order.</summary>
    public ILookup<string, InvokeResult> Invocations => _journal.Invocations;

    /// <summary>What the extract said of each playlist.</summary>
    internal PlaylistOutcomes Playlists => _journal.Playlists;

    /// <summary>The parameters that a function has written.</summary>
    internal IEnumerable<string> WrittenParameters => _stack.OfType(ResourceTypes.Parameter)
        .Select(parameter => parameter.PhysicalName)
        .Where(name => _services.Parameters.Store.Find(name) is { Version: > 1 });

    /// <summary>The functions of events that failed for the last time and had nowhere to go.</summary>
    public ImmutableArray<string> Discarded => _journal.Discarded;

    /// <summary>What waits in the stack's queues.</summary>
    public IEnumerable<(string Queue, QueueMessage Message)> Messages =>
        _services.Queues.Values.SelectMany(queue => queue.Messages.Select(message => (queue.Name, message)));

    /// <summary>Every metric of the run.</summary>
    public MetricStore Metrics => _monitoring.Metrics;

    /// <summary>
    /// What each alarm says at the end of the last day's work; one that has begun to ring behind it says so.
    /// </summary>
    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> Alarms => _monitoring.Alarms.ToDictionary(
        alarm => alarm.Key,
        alarm => alarm.Value.State == AlarmState.Alarm
            ? alarm.Value
            : _alarmsOfDay.GetValueOrDefault(alarm.Key, alarm.Value));

    /// <summary>What the stack's topics took.</summary>
    public ImmutableArray<Notification> Notifications => _services.Topics.Sent;

    /// <summary>
    /// How often others are told of a written object: S3 loses nearly no event, repeats some, and promises no more than
    /// that.
    /// </summary>
    internal Func<ObjectCreated, int> Deliveries { get; set; } = _ => 1;

    /// <summary>Counts what is used from here on.</summary>
    public Meter Meter { get; }

    /// <summary>What was used so far, and what lies there now.</summary>
    public ImmutableArray<Usage> Usage
    {
        get
        {
            var lying = new Meter();
            _services.CountWhatLies(lying, _stack);
            lying.CountCatalog(Catalog);
            lying.CountMetrics(Metrics);
            lying.CountNotifications(Notifications);
            return [.. Meter.Usage, .. lying.Usage];
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
        var meter = new Meter();
        var services = await TwinServices.StartAsync(stack, bucketsRoot, clock, meter, cancellationToken);
        var twin = new LocalTwin(stack, bucketsRoot, clock, timeline, services, meter);
        try
        {
            twin.Declare(stack);
            return twin;
        }
        catch
        {
            await twin.DisposeAsync();
            throw;
        }
    }

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

        _alarmsOfDay = _monitoring.Alarms.ToDictionary();
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
        await SettleAsync(cancellationToken);
        return result;
    }

    /// <summary>Invokes a function asynchronously, as somebody of the account does.</summary>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload) =>
        _lambda.EnqueueAsync(function, payload);

    /// <summary>Waits until all that is under way is done, crawls too.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await WhenIdleAsync(cancellationToken);
        foreach (var (workflow, events) in _events.TakeWaitingWorkflows())
        {
            await _catalog.RunAsync(workflow, events, cancellationToken);
        }

        // A crawl's own events may have started functions.
        await WhenIdleAsync(cancellationToken);
    }

    /// <summary>Ends the last day: what S3 does at its midnight.</summary>
    public void EndDay() => _lifecycle.RunUntil(_clock.GetUtcNow().AddDays(1));

    /// <summary>The metrics that alarms and dashboards name and that nobody wrote.</summary>
    internal ImmutableArray<UnknownMetric> UnknownMetrics => _monitoring.Named.UnknownIn(Metrics);

    public async ValueTask DisposeAsync()
    {
        await _lambda.DisposeAsync();
        await _services.DisposeAsync();
    }

    // A twin that nobody's schedules are to fire in takes whatever they are.
    private ScheduleClock Schedules => _schedules ??= new ScheduleClock(_stack, _created);

    private void Declare(DeclaredStack stack)
    {
        foreach (var function in new DeclaredFunctions(stack, _services, _monitoring).All)
        {
            _lambda.Add(function);
        }

        _events.Declare();
    }

    private async Task FireAsync(DeclaredResource rule, DateTimeOffset time, CancellationToken cancellationToken)
    {
        _lifecycle.RunUntil(time);
        _monitoring.PassUntil(time);
        _clock.AdvanceTo(time);
        await _events.FireAsync(rule, time);
        await SettleAsync(cancellationToken);
        _monitoring.EndOfWork();
    }

    private async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        await _lambda.WhenIdleAsync(cancellationToken);
        if (_undelivered.TryPeek(out var undelivered))
        {
            throw new RunFailedException(undelivered.Message);
        }
    }

    // On the thread that answers the PUT: what follows is under way before the writer goes on.
    private void Deliver(ObjectCreated created)
    {
        try
        {
            for (var times = Deliveries(created); times > 0; times--)
            {
                _events.DeliverAsync(created).GetAwaiter().GetResult();
            }
        }
        catch (Exception undelivered)
        {
            _undelivered.Enqueue(undelivered);
        }
    }
}
