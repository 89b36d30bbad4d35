using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Aws.CloudWatch;

/// <summary>
/// Evaluates every alarm at each minute at which its state could change, in order of time. CloudWatch evaluates each
/// minute; in all others the result is that of the minute before.
/// </summary>
internal sealed class AlarmScheduler
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly MetricStore _metrics;
    private readonly Dictionary<AlarmDeclaration, AlarmEvaluation> _states;
    private readonly HashSet<AlarmDeclaration> _warm = [];
    private readonly DateTimeOffset _created;
    private DateTimeOffset _evaluated;

    /// <param name="metrics">The metrics of the alarms.</param>
    /// <param name="alarms">The declared alarms.</param>
    /// <param name="created">The time of their creation, a whole minute.</param>
    public AlarmScheduler(MetricStore metrics, IEnumerable<AlarmDeclaration> alarms, DateTimeOffset created)
    {
        _metrics = metrics;
        _states = alarms.ToDictionary(
            alarm => alarm,
            _ => new AlarmEvaluation(AlarmState.InsufficientData, "Unchecked: Initial alarm creation"));
        _created = _evaluated = created;
    }

    /// <summary>The last evaluation of each alarm.</summary>
    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> States => _states;

    /// <summary>Evaluates the alarms for the time since the last evaluation.</summary>
    /// <param name="to">The last minute at which alarms are evaluated.</param>
    /// <returns>The changes of state, in order.</returns>
    public ImmutableArray<AlarmStateChange> EvaluateUntil(DateTimeOffset to)
    {
        var from = _evaluated;
        _evaluated = to;
        var changes = ImmutableArray.CreateBuilder<AlarmStateChange>();
        foreach (var (alarm, moment) in _states.Keys
            .SelectMany(alarm => EvaluationTimesOf(alarm, from, to).Select(moment => (alarm, moment)))
            .OrderBy(due => due.moment)
            .ThenBy(due => due.alarm.Name, StringComparer.Ordinal)
            .ToList())
        {
            var old = _states[alarm];
            var evaluated = _states[alarm] = WarmingUp(alarm, moment)
                ?? AlarmEvaluator.Evaluate(alarm, _metrics, moment, old);
            if (evaluated.State != old.State)
            {
                changes.Add(new AlarmStateChange(alarm, old, evaluated, moment));
            }
        }

        return changes.ToImmutable();
    }

    // A value counts once its minute is over, and moves one period back after each period.
    private IEnumerable<DateTimeOffset> EvaluationTimesOf(
        AlarmDeclaration alarm, DateTimeOffset last, DateTimeOffset to)
    {
        var periods = alarm.EvaluationPeriods + AlarmEvaluator.PeriodsLookedBackFurther;
        return _metrics.MinutesOf(alarm.Metric, last - alarm.Period * periods - Minute, to)
            .SelectMany(minute => Enumerable.Range(0, periods + 1)
                .Select(period => minute + Minute + alarm.Period * period))
            .Concat([last + Minute, _created + (alarm.WarmUp ?? TimeSpan.Zero), to])
            .Where(moment => moment > last && moment <= to)
            .Distinct();
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
    private AlarmEvaluation? WarmingUp(AlarmDeclaration alarm, DateTimeOffset moment)
    {
        if (alarm.WarmUp is not { } warmUp || moment >= _created + warmUp || _warm.Contains(alarm))
        {
            return null;
        }

        if (!alarm.WarmsUpToTheEnd && AlarmEvaluator.HasAllValues(alarm, _metrics, moment))
        {
            _warm.Add(alarm);
            return null;
        }

        return new AlarmEvaluation(
            AlarmState.InsufficientData,
            string.Create(CultureInfo.InvariantCulture, $"Warming up until {_created + warmUp:yyyy-MM-dd HH:mm} UTC."));
    }
}
