using Functions.Lake;
using Functions.Metrics;
using Infra.Monitoring.Metrics;
using Infra.Stages;
using Pulumi;

namespace Infra.Monitoring.Alarms;

/// <summary>The alarms on the metrics that the functions write about a run.</summary>
internal static class SnapshotAlarms
{
    /// <summary>
    /// The age at which the alarm notifies: Spotify ends a refresh token after six months, so one month is left.
    /// </summary>
    private const int OldTokenDays = 150;

    /// <summary>
    /// The number of runs: a bad day at Spotify delays a playlist by one or two; more do not end without help.
    /// </summary>
    private const int ManyRuns = 3;

    /// <param name="metric">The stack's metrics.</param>
    /// <param name="stack">The stack's name as in its resources.</param>
    /// <param name="hasRefreshToken">True if there is a refresh token, which can get old.</param>
    public static IEnumerable<Alarm> Of(LakeMetric metric, string stack, bool hasRefreshToken)
    {
        yield return new Alarm
        {
            Name = "snapshots-failed",
            Description = "In the last run at least one playlist failed: it has no snapshot, and it is not one that "
                + $"the next run goes on with. The log group {LakeFunction.LogGroupOf($"{stack}-extract")} names each, "
                + "why, and what to do. OK means that none failed in the last run; some may wait for the next.",
            Metric = metric.Of(LakeMetrics.SnapshotsFailed),
            Statistic = "Sum",
            Threshold = 1,
            Period = TimeSpan.FromMinutes(5),
            MissingData = MissingDataTreatment.Ignore,
        };

        yield return new Alarm
        {
            Name = "snapshots-waiting",
            Description = $"A playlist has been left for the next run {ManyRuns} runs in a row: each time Spotify "
                + "asked to wait, or the playlist is too large for the time of one run. The log group "
                + $"{LakeFunction.LogGroupOf($"{stack}-extract")} says which one (outcome: waiting) and why. Schedule "
                + "more runs a day, or raise requestsPerSecond, or extractTimeout where it is below 900 seconds.",
            Metric = metric.Of(LakeMetrics.WaitingRuns),
            Statistic = "Maximum",
            Threshold = ManyRuns,
            Period = TimeSpan.FromMinutes(5),
            MissingData = MissingDataTreatment.Ignore,
        };

        yield return new Alarm
        {
            Name = "records-rejected",
            Description = "In the last day a snapshot held entries that could not be read and have no row in any "
                + $"table. They lie below {RejectedZone.Prefix} in the processed bucket, each with its page, position "
                + $"and reason, and the log group {LakeFunction.LogGroupOf($"{stack}-transform")} names the snapshot. "
                + "The raw pages are kept: correct the function, then make the day again: dotnet dev.cs replay "
                + "--from DAY --to DAY --stack with the stack's name.",
            Metric = metric.Of(LakeMetrics.RejectedRecords),
            Statistic = "Sum",
            Threshold = 1,
            Period = TimeSpan.FromDays(1),
            MissingData = MissingDataTreatment.NotBreaching,
        };

        if (hasRefreshToken)
        {
            yield return new Alarm
            {
                Name = "refresh-token-age",
                Description = $"The refresh token is {OldTokenDays} days old; Spotify ends it about six months after "
                    + "the user agreed, and then no playlist can be read. Let the user agree again: "
                    + $"dotnet dev.cs login --stack {Deployment.Instance.StackName}, then pulumi up.",
                Metric = metric.Of(LakeMetrics.RefreshTokenAge),
                Statistic = "Maximum",
                Threshold = OldTokenDays,
                Period = TimeSpan.FromMinutes(5),
                // Between two runs the token does not get younger.
                MissingData = MissingDataTreatment.Ignore,
            };
        }
    }
}
