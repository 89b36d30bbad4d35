using Functions.Metrics;
using Infra.Components;
using Infra.Monitoring.Metrics;
using Infra.Schedules;

namespace Infra.Monitoring.Alarms;

/// <summary>The alarms that notify of silence too: for longer than the schedule allows, a function has written
/// nothing. Whatever the cause is, a rule that is disabled, a permission that is gone, or a function that does not
/// start.</summary>
internal static class SilenceAlarms
{
    // The run itself (at most a quarter of an hour), the first and the last hour of the window, which count whole, and
    // the delay until CloudWatch has the metric.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(3);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
    private static readonly TimeSpan MaxWarmUp = TimeSpan.FromMinutes(2880);

    /// <summary>The hours that may pass without a run: the longest gap between two firings, and a margin. Null where
    /// that is longer than an alarm can evaluate, as for a weekly schedule.</summary>
    public static int? Hours(string schedule)
    {
        if (ScheduleExpression.Parse(schedule).MaxGap() is not { } gap)
        {
            return null;
        }

        var hours = (int)Math.Ceiling((gap + Margin) / Hour);
        return hours * Hour <= Alarm.MaxDuration ? hours : null;
    }

    /// <summary>The alarm for this number of <see cref="Hours"/> without a snapshot; without playlists, for no
    /// extraction.</summary>
    public static Alarm NoSnapshot(int hours, LakeMetric metric, string stack, bool hasPlaylists) => new()
    {
        Name = "no-snapshot",
        Meaning = hasPlaylists
            ? $"No playlist's snapshot has been completed for {hours} hours, although the schedule asks for one. "
                + "Playlists that Spotify refuses for good do not count: the alarm playlists-refused tells of them. Nor "
                + "does mine for a user without playlists."
            : $"No extraction has run for {hours} hours, although the schedule asks for one.",
        Remedy = "see whether the stack's schedule rule is enabled and what the log group "
            + $"{LakeFunction.LogGroupOf($"{stack}-extract")} says; then invoke the function {stack}-extract with "
            + $"{{}}.",
        Metric = metric.Create(LakeMetrics.PlaylistsSettled),
        Statistic = hasPlaylists ? "Sum" : "SampleCount",
        Threshold = 1,
        BelowThreshold = true,
        Period = Hour,
        Periods = hours,
        MissingData = MissingDataTreatment.Breaching,
        // A new stack has no snapshots yet.
        WarmUp = WarmUpOf(hours),
    };

    /// <summary>The alarm for snapshots without tables after a repair, or for no repair at all.</summary>
    /// <param name="hours">The hours that may pass without a repair; null if an alarm cannot evaluate as many.</param>
    /// <param name="stack">The stack's name as in its resources.</param>
    public static Alarm Unrepaired(int? hours, LakeMetric metric, string stack) => new()
    {
        Name = "snapshots-unrepaired",
        Meaning = (hours is null
                ? "Snapshots have no tables, and the last repair could not make them."
                : $"Snapshots have no tables, and the repair could not make them; or it has not run for {hours} hours, "
                    + "although its schedule asks for it.")
            + " Athena lacks these playlists and days.",
        Remedy = $"the log group {LakeFunction.LogGroupOf($"{stack}-repair")} names each snapshot and why. A damaged "
            + "one is named in each period until its day is a week old. If the repair does not run, see whether its "
            + $"rule is enabled and may invoke {stack}-repair; invoke that function with {{}} to have it now.",
        Metric = metric.Create(LakeMetrics.SnapshotsUnrepaired),
        Statistic = "Maximum",
        Threshold = 1,
        // One long period: a value tells at once, and the lack of one when all of it is over, with the periods before
        // it that CloudWatch looks back at. Assumption: alarm-range.
        Period = hours is { } all ? all * Hour : TimeSpan.FromMinutes(5),
        MissingData = hours is null ? MissingDataTreatment.Ignore : MissingDataTreatment.Breaching,
        WarmUp = hours is { } first ? WarmUpOf(first) : null,
    };

    private static TimeSpan WarmUpOf(int hours) =>
        TimeSpan.FromTicks(Math.Min((hours * Hour).Ticks, MaxWarmUp.Ticks));
}
