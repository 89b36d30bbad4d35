using Functions.Metrics;
using Infra.Monitoring.Metrics;
using Infra.Schedules;
using Infra.Stages;

namespace Infra.Monitoring.Alarms;

/// <summary>
/// The alarms for silence: for longer than the schedule allows, no snapshot was completed, or none was made into
/// tables. They also notify when nothing runs at all: the rule is disabled, a function or a notification is gone, or
/// Spotify does not answer.
/// </summary>
internal static class NoSnapshotAlarms
{
    // The run itself (at most a quarter of an hour), the first and the last hour of the window, which count whole, and
    // the delay until CloudWatch has the metric.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(3);
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(2880);

    /// <summary>
    /// The hours that may pass without a snapshot: the longest gap between two firings, and a margin. Null where that
    /// is longer than an alarm can evaluate, as for a weekly schedule.
    /// </summary>
    public static int? Hours(string schedule)
    {
        if (ScheduleExpression.Parse(schedule).LongestGap() is not { } gap)
        {
            return null;
        }

        var hours = (int)Math.Ceiling((gap + Margin) / Period);
        return hours * Period <= Alarm.Longest ? hours : null;
    }

    /// <summary>The alarms for this number of <see cref="Hours"/>.</summary>
    public static IEnumerable<Alarm> Over(int hours, LakeMetric metric, string stack) =>
    [
        Silence(
            "no-snapshot",
            metric.Of(LakeMetrics.SnapshotsComplete),
            hours,
            $"No playlist's snapshot has been completed for {hours} hours, although the schedule asks for "
            + "one. See whether the stack's schedule rule is enabled and what the log group "
            + $"{LakeFunction.LogGroupOf($"{stack}-extract")} says; then invoke the function {stack}-extract."),
        Silence(
            "no-tables",
            metric.Of(LakeMetrics.SnapshotsTransformed),
            hours,
            $"No snapshot has become tables for {hours} hours. Where the alarm no-snapshot rings as well, begin there. "
            + "Otherwise see whether the raw bucket notifies the function and what the log group "
            + $"{LakeFunction.LogGroupOf($"{stack}-transform")} says, and {stack}-repair, which transforms what is "
            + "missing by itself; invoke that one to have it now."),
    ];

    private static Alarm Silence(string name, Metric metric, int hours, string description) => new()
    {
        Name = name,
        Description = description,
        Metric = metric,
        Statistic = "Sum",
        Threshold = 1,
        BelowThreshold = true,
        Period = Period,
        Periods = hours,
        MissingData = MissingDataTreatment.Breaching,
        // A new stack has no snapshots yet.
        WarmUp = TimeSpan.FromTicks(Math.Min((hours * Period).Ticks, LongestWarmUp.Ticks)),
    };
}
