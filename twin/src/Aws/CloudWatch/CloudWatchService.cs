using Twin.Aws.EventBridge;
using Twin.Aws.Sns;

namespace Twin.Aws.CloudWatch;

/// <summary>The metrics of a run, and the declared alarms and dashboards.</summary>
public sealed class CloudWatchService : IRunningService
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The range of times that CloudWatch accepts
    // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).
    private static readonly TimeSpan OldestValue = TimeSpan.FromDays(14);
    private static readonly TimeSpan NewestValue = TimeSpan.FromHours(2);

    private readonly DeclaredStack _stack;
    private readonly SnsService _topics;
    private readonly TwinProblems _problems;
    private readonly List<Action<DateTimeOffset>> _samplers = [];
    private readonly VirtualClock _clock;
    private readonly Timeline _timeline;
    private readonly AlarmScheduler _alarms;
    private readonly bool _takesMetricsOfLines;
    private DateTimeOffset _sampled;
    private List<string> _raised = [];

    /// <summary>Reads the declared alarms and dashboards, and checks that the alarms' actions can succeed.</summary>
    public CloudWatchService(
        DeclaredStack stack,
        PublishedMetrics published,
        SnsService topics,
        EventBridgeService events,
        TwinProblems problems,
        AssumedOtherwise otherwise,
        VirtualClock clock,
        Timeline timeline)
    {
        (_stack, _topics, _problems, _clock, _timeline) = (stack, topics, problems, clock, timeline);
        _takesMetricsOfLines = !otherwise.Has(UndocumentedCloudWatch.MetricLines);
        var alarms = AlarmDeclarations.ReadAll(stack, published, problems.Add);
        _sampled = FloorToMinute(clock.GetUtcNow());
        _alarms = new AlarmScheduler(Metrics, alarms, _sampled);
        Named = ReferencedMetrics.From(stack, published, alarms);
        events.Counted += (rule, metric) => Put(EventBridgeMetrics.Published, rule, metric, MetricUnits.Count, 1);
        foreach (var problem in AlarmDeclarations.ProblemsOfActions(alarms, stack, topics).Concat(Named.Problems))
        {
            problems.Add(problem);
        }
    }

    public MetricStore Metrics { get; } = new();
    public ReferencedMetrics Named { get; }
    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> Alarms => _alarms.States;

    public void Log(string function, string line)
    {
        try
        {
            foreach (var metric in _takesMetricsOfLines ? EmbeddedMetricFormat.Read(line) : [])
            {
                var time = TimeOf(metric);
                foreach (var value in metric.Values)
                {
                    Metrics.Put(metric.Metric, metric.Unit, time, value);
                }
            }
        }
        catch (EmbeddedMetricException wrong)
        {
            _problems.Add($"{function} wrote a line of embedded metric format from which CloudWatch takes no metric: "
                + $"{wrong.Message}.");
        }
    }

    public void Put(ServiceMetrics service, string resource, string name, string unit, double value) =>
        Metrics.Put(
            MetricIdentity.Create(service.Namespace, name, (service.Dimensions[0], resource)),
            unit,
            _clock.GetUtcNow(),
            value);

    public void EachMinute(Action<DateTimeOffset> sample) => _samplers.Add(sample);

    public void CountUsage(Meter meter) => CloudWatchUsage.Count(Metrics, meter);

    /// <summary>Advances to the next work: services measure themselves, and alarms may change their state.</summary>
    public void RunUntil(DateTimeOffset time)
    {
        while (_sampled + Minute < time)
        {
            _sampled += Minute;
            Sample(_sampled);
        }

        Evaluate(time);
    }

    /// <summary>Measures and evaluates once all work of the current time is done.</summary>
    /// <param name="isFolded">True if the work is one of many alike: an alarm that still rings is not told
    /// again.</param>
    public void EndOfWork(bool isFolded = false)
    {
        var now = FloorToMinute(_clock.GetUtcNow());
        Sample(now);
        _sampled = now;

        // CloudWatch evaluates the current minute when it is over.
        Evaluate(now + Minute);
        if (_alarms.States.Count > 0)
        {
            var raised = _alarms.States.Where(alarm => alarm.Value.State == AlarmState.Alarm)
                .Select(alarm => alarm.Key.Name)
                .Order(StringComparer.Ordinal)
                .ToList();
            var isTold = raised.Count > 0 && !(isFolded && raised.SequenceEqual(_raised));
            _raised = raised;
            _timeline.Add(
                TimelineSource.CloudWatch,
                string.Create(CultureInfo.InvariantCulture, $"{_alarms.States.Count} alarms evaluated, ")
                + (raised.Count == 0 ? "none in ALARM" : $"in ALARM: {string.Join(", ", raised)}"),
                isTold ? TimelineEntryKind.Warning : TimelineEntryKind.Event);
        }
    }

    private static DateTimeOffset FloorToMinute(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    private void Sample(DateTimeOffset minute) => _samplers.ForEach(sample => sample(minute));

    // The functions run in real time and the stack on its own clock: the current time of one is that of the other.
    private DateTimeOffset TimeOf(EmbeddedMetric metric)
    {
        var now = _clock.GetUtcNow();
        if (IsAccepted(metric.Time, TimeProvider.System.GetUtcNow()))
        {
            return now;
        }

        return IsAccepted(metric.Time, now)
            ? metric.Time
            : throw new EmbeddedMetricException(
                $"its Timestamp is {metric.Time:yyyy-MM-dd HH:mm} UTC, and CloudWatch takes values of the last two "
                + "weeks");
    }

    private static bool IsAccepted(DateTimeOffset time, DateTimeOffset now) =>
        time > now - OldestValue && time < now + NewestValue;

    private void Evaluate(DateTimeOffset to)
    {
        foreach (var change in _alarms.EvaluateUntil(FloorToMinute(to)))
        {
            // The minute in which the last work ends is not over on the stack's clock, which jumps to the next work.
            if (change.Time < to)
            {
                _clock.AdvanceTo(change.Time);
            }

            var raised = change.New.State == AlarmState.Alarm;
            _timeline.Add(
                TimelineSource.CloudWatch,
                $"{change.Alarm.Name}: {change.Old.State.Text()} → {change.New.State.Text()}. {change.New.Reason}",
                raised ? TimelineEntryKind.Warning : TimelineEntryKind.Detail);
            foreach (var topic in change.Alarm.ActionsEnabled ? change.Alarm.Actions[change.New.State] : [])
            {
                Notify(topic, change, raised);
            }
        }
    }

    private void Notify(string topic, AlarmStateChange change, bool raised)
    {
        if (_topics.Refusal(topic, change.Alarm, _stack) is null)
        {
            var sent = _topics.Publish(
                topic,
                AlarmNotification.SubjectOf(change, _stack.Region),
                AlarmNotification.TextOf(change, _stack.Region, _stack.AccountId));
            _timeline.Add(
                TimelineSource.Sns, sent.ToString(), raised ? TimelineEntryKind.Event : TimelineEntryKind.Detail);
        }
    }
}
