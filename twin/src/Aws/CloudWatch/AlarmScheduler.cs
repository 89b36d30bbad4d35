namespace Twin.Aws.CloudWatch;

/// <summary>Evaluates every alarm at each minute at which its state could change, in order of time. CloudWatch
/// evaluates each minute; in all others the result is that of the minute before.</summary>
internal sealed class AlarmScheduler
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly MetricStore _metrics;
    private readonly Dictionary<AlarmDeclaration, AlarmEvaluation> _states;
    private readonly HashSet<AlarmDeclaration> _warm = [];
    private readonly DateTimeOffset _created;
    private DateTimeOffset _evaluated;

    /// <param name="created">The time of their creation, a whole minute.</param>
    public AlarmScheduler(MetricStore metrics, IEnumerable<AlarmDeclaration> alarms, DateTimeOffset created)
    {
        _metrics = metrics;
        _states = alarms.ToDictionary(
            alarm => alarm,
            _ => new AlarmEvaluation(AlarmState.InsufficientData, "Unchecked: Initial alarm creation"));
        _created = _evaluated = created;
    }

    public IReadOnlyDictionary<AlarmDeclaration, AlarmEvaluation> States => _states;

    /// <summary>Evaluates the alarms for the time since the last evaluation.</summary>
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

/// <param name="Old">The evaluation before the change.</param>
/// <param name="New">The evaluation after it.</param>
internal sealed record AlarmStateChange(
    AlarmDeclaration Alarm, AlarmEvaluation Old, AlarmEvaluation New, DateTimeOffset Time);

/// <summary>The message that CloudWatch sends to a topic's e-mail subscriptions when an alarm changes state.</summary>
internal static class AlarmNotification
{
    /// <summary>The subject. CloudWatch writes the region's name where this has its code.</summary>
    public static string SubjectOf(AlarmStateChange change, string region) =>
        $"{change.New.State.Text()}: \"{change.Alarm.Name}\" in {region}";

    public static string TextOf(AlarmStateChange change, string region, string accountId)
    {
        var alarm = change.Alarm;
        var time = change.Time.ToString("dddd dd MMMM, yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        string[] lines =
        [
            $"You are receiving this email because your Amazon CloudWatch Alarm \"{alarm.Name}\" in the {region} "
                + $"region has entered the {change.New.State.Text()} state, because \"{change.New.Reason}\" at "
                + $"\"{time}\".",
            "",
            "Alarm Details:",
            $"- Name: {alarm.Name}",
            $"- Description: {alarm.Description}",
            $"- State Change: {change.Old.State.Text()} -> {change.New.State.Text()}",
            $"- Reason for State Change: {change.New.Reason}",
            $"- Timestamp: {time}",
            $"- AWS Account: {accountId}",
            $"- Alarm Arn: {alarm.Arn}",
            "",
            "Monitored Metric:",
            $"- Metric: {alarm.Metric}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {alarm.Statistic} of {alarm.Period.TotalSeconds} seconds, {alarm.DatapointsToAlarm} of "
                + $"{alarm.EvaluationPeriods} periods"),
        ];
        return string.Join('\n', lines);
    }
}
