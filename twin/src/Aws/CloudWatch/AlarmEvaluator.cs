namespace Twin.Aws.CloudWatch;

/// <summary>Evaluates an alarm as CloudWatch does
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html), over periods that
/// end at the time of the evaluation: the sliding window, which is an alarm's default.</summary>
internal static class AlarmEvaluator
{
    /// <summary>The number of periods that CloudWatch looks back beyond the alarm's own when values are missing, so
    /// that a late value still counts. In its examples it is five datapoints for three periods; for other cases the
    /// number is not documented.</summary>
    public const int PeriodsLookedBackFurther = 2;

    private const int ValuesTold = 5;

    // CloudWatch uses this word for both directions.
    private const string Crossed = "Threshold Crossed:";

    public static bool HasAllValues(AlarmDeclaration alarm, MetricStore metrics, DateTimeOffset at) =>
        Datapoints(alarm, metrics, at, alarm.EvaluationPeriods).All(point => point.Value is not null);

    /// <summary>Evaluates an alarm at a time. Values of the minute that begins then do not count yet.</summary>
    public static AlarmEvaluation Evaluate(
        AlarmDeclaration alarm, MetricStore metrics, DateTimeOffset at, AlarmEvaluation current)
    {
        var present = Datapoints(alarm, metrics, at, alarm.EvaluationPeriods + PeriodsLookedBackFurther)
            .Where(point => point.Value is not null)
            .Take(alarm.EvaluationPeriods)
            .ToImmutableArray();
        var breaching = present.Count(point => alarm.Comparison.IsBreaching(point.Value!.Value, alarm.Threshold));
        var missing = alarm.EvaluationPeriods - present.Length;

        AlarmEvaluation Is(bool alarms) => new(
            alarms ? AlarmState.Alarm : AlarmState.Ok,
            present.IsEmpty
                ? $"{Crossed} no datapoints were received for {Counted(missing, "period")}{Treated(alarm, missing)}."
                : $"{Crossed} {Compared(alarm, present, breaching, alarms)}{Treated(alarm, missing)}.");

        if (missing == 0 || breaching >= alarm.DatapointsToAlarm)
        {
            return Is(breaching >= alarm.DatapointsToAlarm);
        }

        return alarm.MissingData switch
        {
            MissingData.Breaching => Is(breaching + missing >= alarm.DatapointsToAlarm),
            MissingData.NotBreaching => Is(false),
            _ when breaching < present.Length => Is(false),
            MissingData.Ignore => current,
            // All values present are breaching, and the oldest is old enough that the datapoints to alarm could all
            // have come since.
            _ when present.Any(point => point.Age >= alarm.DatapointsToAlarm) => Is(true),
            _ => new AlarmEvaluation(
                AlarmState.InsufficientData,
                $"Insufficient Data: {Counted(missing, "datapoint")} {(missing == 1 ? "was" : "were")} unknown."),
        };
    }

    // The newest datapoint is first; in CloudWatch's tables it is last.
    private static IEnumerable<Datapoint> Datapoints(
        AlarmDeclaration alarm, MetricStore metrics, DateTimeOffset at, int periods) =>
        Enumerable.Range(1, periods).Select(period => new Datapoint(
            period,
            at - alarm.Period * period,
            metrics.Statistics(
                alarm.Metric, alarm.Unit, at - alarm.Period * period, at - alarm.Period * (period - 1))
                ?.Value(alarm.Statistic)));

    // The reason of an alarm names the breaching values; the reason of OK names the others.
    private static string Compared(
        AlarmDeclaration alarm, ImmutableArray<Datapoint> present, int breaching, bool alarms)
    {
        var tellsBreaching = alarms || breaching == present.Length;
        var told = tellsBreaching ? breaching : present.Length - breaching;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{told} out of the last {Counted(present.Length, "datapoint")} [{Values(present)}] "
            + $"{(told == 1 ? "was" : "were")} {(tellsBreaching ? "" : "not ")}{alarm.Comparison.Words()} "
            + $"the threshold ({alarm.Threshold:0.0##})");
    }

    private static string Treated(AlarmDeclaration alarm, int missing) =>
        missing > 0 && alarm.MissingData is (MissingData.Breaching or MissingData.NotBreaching)
            ? $" and {Counted(missing, "missing datapoint")} {(missing == 1 ? "was" : "were")} treated as "
                + (alarm.MissingData == MissingData.Breaching ? "[Breaching]" : "[NonBreaching]")
            : "";

    private static string Values(ImmutableArray<Datapoint> points) => string.Join(
        ", ",
        points.Take(ValuesTold)
            .Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{point.Value:0.0##} ({point.Begin:yyyy-MM-dd HH:mm})"))
            .Concat(points.Length > ValuesTold ? ["…"] : []));

    private static string Counted(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <param name="Age">The number of periods since; 1 for the newest.</param>
    private sealed record Datapoint(int Age, DateTimeOffset Begin, double? Value);
}

public sealed record AlarmEvaluation(AlarmState State, string Reason);

public enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}

public static class AlarmStates
{
    /// <summary><c>INSUFFICIENT_DATA</c>, <c>OK</c> or <c>ALARM</c>.</summary>
    public static string Text(this AlarmState state) => state switch
    {
        AlarmState.Ok => "OK",
        AlarmState.Alarm => "ALARM",
        _ => "INSUFFICIENT_DATA",
    };
}
