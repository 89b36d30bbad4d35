using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Lambda;
using Local.Aws.Sns;
using Local.Aws.Sqs;

namespace Local.Twin;

/// <summary>CloudWatch: what the run measures, and what the declared alarms and dashboards make of it.</summary>
internal sealed class DeclaredMonitoring
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What CloudWatch accepts as a time
    // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).
    private static readonly TimeSpan OldestValue = TimeSpan.FromDays(14);
    private static readonly TimeSpan NewestValue = TimeSpan.FromHours(2);

    private readonly DeclaredStack _stack;
    private readonly NotificationService _topics;
    private readonly ImmutableArray<MessageQueue> _queues;
    private readonly VirtualClock _clock;
    private readonly Timeline _timeline;
    private readonly AlarmClock _alarms;
    private readonly ConcurrentDictionary<string, bool> _problems = [];
    private DateTimeOffset _sampled;

    /// <summary>Reads the declared alarms and dashboards, and whether their actions can do anything.</summary>
    /// <exception cref="RunFailedException">CloudWatch would refuse an alarm or a dashboard.</exception>
    public DeclaredMonitoring(
        DeclaredStack stack,
        NotificationService topics,
        IEnumerable<MessageQueue> queues,
        VirtualClock clock,
        Timeline timeline)
    {
        (_stack, _topics, _queues, _clock, _timeline) = (stack, topics, [.. queues], clock, timeline);
        var alarms = DeclaredAlarms.Of(stack, Problem);
        _sampled = FloorToMinute(clock.GetUtcNow());
        _alarms = new AlarmClock(Metrics, alarms, _sampled);
        Named = NamedMetrics.Of(stack, alarms);
        foreach (var problem in DeclaredAlarms.ProblemsOfActions(alarms, stack, topics)
            .Concat(DeclaredTopics.ProblemsOfBudgets(stack, topics))
            .Concat(Named.Problems))
        {
            Problem(problem);
        }
    }

    /// <summary>Every metric of the run.</summary>
    public MetricStore Metrics { get; } = new();

    /// <summary>The metrics that alarms and dashboards name.</summary>
    public NamedMetrics Named { get; }

    /// <summary>Why alarms and dashboards say less than they should: a sentence each.</summary>
    public IEnumerable<string> Problems => _problems.Keys.Order(StringComparer.Ordinal);

    /// <summary>What each alarm says.</summary>
    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> Alarms => _alarms.States;

    /// <summary>Takes the metrics of a line that a function's log took.</summary>
    public void Log(string function, string line)
    {
        try
        {
            foreach (var metric in EmbeddedMetricFormat.Read(line))
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
            Problem($"{function} wrote a line of embedded metric format from which CloudWatch takes no metric: "
                + $"{wrong.Message}.");
        }
    }

    /// <summary>Takes what Lambda measures of an invocation.</summary>
    public void Invoked(string function, InvokeResult result)
    {
        void Put(string name, string unit, double value) => PutOfFunction(function, name, unit, value);

        Put("Invocations", MetricUnits.Count, 1);
        Put("Errors", MetricUnits.Count, result.Error is null ? 0 : 1);
        Put("Throttles", MetricUnits.Count, 0);
        Put("Duration", MetricUnits.Milliseconds, result.Duration.TotalMilliseconds);
    }

    /// <summary>Takes that a function's reserved concurrency refused an invocation.</summary>
    public void Throttled(string function) => PutOfFunction(function, "Throttles", MetricUnits.Count, 1);

    /// <summary>Takes that an event which failed for the last time did not reach its destination.</summary>
    public void DeliveryFailed(string function) =>
        PutOfFunction(function, "DestinationDeliveryFailures", MetricUnits.Count, 1);

    /// <summary>Takes what EventBridge measures of a rule that an event has matched.</summary>
    public void Triggered(DeclaredResource rule) => PutOfRule(rule, "TriggeredRules");

    /// <summary>Takes what EventBridge measures of a target that it has called.</summary>
    public void TargetCalled(DeclaredResource rule, bool succeeded)
    {
        PutOfRule(rule, "Invocations");
        if (!succeeded)
        {
            PutOfRule(rule, "FailedInvocations");
        }
    }

    /// <summary>Lets the time pass until the next work begins: queues are measured, and alarms may change.</summary>
    public void PassUntil(DateTimeOffset next)
    {
        for (var minute = _sampled + Minute; minute < next; minute += Minute)
        {
            SampleQueues(minute);
        }

        Evaluate(next);
    }

    /// <summary>Measures and evaluates when all work of this moment is done.</summary>
    public void EndOfWork()
    {
        var now = FloorToMinute(_clock.GetUtcNow());
        SampleQueues(now);
        _sampled = now;

        // CloudWatch finds what happened now when the minute is over.
        Evaluate(now + Minute);
        if (_alarms.States.Count > 0)
        {
            var raised = _alarms.States.Where(alarm => alarm.Value.State == AlarmState.Alarm)
                .Select(alarm => alarm.Key.Name)
                .Order(StringComparer.Ordinal)
                .ToList();
            _timeline.Add(
                TimelineSource.CloudWatch,
                string.Create(CultureInfo.InvariantCulture, $"{_alarms.States.Count} alarms evaluated, ")
                + (raised.Count == 0 ? "none in ALARM" : $"in ALARM: {string.Join(", ", raised)}"),
                raised.Count == 0 ? TimelineEntryKind.Event : TimelineEntryKind.Warning);
        }
    }

    private static DateTimeOffset FloorToMinute(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    private void Problem(string text) => _problems.TryAdd(text, true);

    private void PutOfFunction(string function, string name, string unit, double value) => Metrics.Put(
        MetricIdentity.Of(PlatformMetrics.Lambda, name, ("FunctionName", function)), unit, _clock.GetUtcNow(), value);

    private void PutOfRule(DeclaredResource rule, string name) => Metrics.Put(
        MetricIdentity.Of(PlatformMetrics.Events, name, ("RuleName", rule.PhysicalName)),
        MetricUnits.Count,
        _clock.GetUtcNow(),
        1);

    // The functions live in the machine's time and the stack in its own: what is written now, there, is now, here.
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

    // SQS measures a queue each minute while it is in use.
    private void SampleQueues(DateTimeOffset minute)
    {
        foreach (var queue in _queues)
        {
            if (queue.Messages is not [var oldest, ..] messages)
            {
                continue;
            }

            void Put(string name, string unit, double value) => Metrics.Put(
                MetricIdentity.Of(PlatformMetrics.Sqs, name, ("QueueName", queue.Name)), unit, minute, value);

            Put("ApproximateNumberOfMessagesVisible", MetricUnits.Count, messages.Count);
            Put(
                "ApproximateAgeOfOldestMessage",
                MetricUnits.Seconds,
                Math.Max(0, (minute - oldest.SentAt).TotalSeconds));
        }
    }

    private void Evaluate(DateTimeOffset to)
    {
        foreach (var change in _alarms.EvaluateUntil(FloorToMinute(to)))
        {
            // The minute that the last work ends in is not over on the stack's clock: it jumps to the next work.
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

    private void Notify(string topic, AlarmChange change, bool raised)
    {
        if (_topics.Refusal(topic, change.Alarm, _stack) is null)
        {
            var sent = _topics.Publish(
                topic,
                AlarmMessage.SubjectOf(change, _stack.Region),
                AlarmMessage.TextOf(change, _stack.Region, _stack.AccountId));
            _timeline.Add(TimelineSource.Sns, sent.ToString(), raised ? TimelineEntryKind.Event : TimelineEntryKind.Detail);
        }
    }
}
