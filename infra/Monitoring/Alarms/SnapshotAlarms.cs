using Functions.Metrics;
using Infra.Components;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring.Alarms;

/// <summary>The alarms on the metrics that the functions write about a run.</summary>
internal static class SnapshotAlarms
{
    /// <summary>The number of runs: a bad day at Spotify delays a playlist by one or two; more do not end without
    /// help.</summary>
    private const int ManyRuns = 3;

    // A run writes its values once: they count until the next one.
    private static readonly TimeSpan Run = TimeSpan.FromMinutes(5);

    /// <param name="metric">The stack's metrics.</param>
    /// <param name="stack">The stack's name as in its resources.</param>
    /// <param name="hasRefreshToken">True if there is a refresh token, which can get old.</param>
    public static IEnumerable<Alarm> Create(LakeMetric metric, string stack, bool hasRefreshToken)
    {
        yield return new Alarm
        {
            Name = "playlists-refused",
            Meaning = "Spotify refuses at least one playlist, and will not change that by itself: the playlist is "
                + "gone, its entries are given to its owner and collaborators only, or the app's owner has no Premium "
                + "subscription. The other playlists are read. The alarm holds until a run has read every playlist.",
            Remedy = $"the log group {LakeFunction.LogGroupOf($"{stack}-extract")} names each (outcome: not found, "
                + "not owned, premium required) and says what helps. To give a playlist up, remove it from the setting "
                + "playlists and deploy again.",
            Metric = metric.Create(LakeMetrics.PlaylistsRefused),
            Statistic = "Maximum",
            Threshold = 1,
            Period = Run,
            MissingData = MissingDataTreatment.Ignore,
        };

        yield return new Alarm
        {
            Name = "snapshots-failed",
            Meaning = "In the last run at least one playlist failed: it has no snapshot, and it is not one that the "
                + "next run goes on with. OK means that none failed in the last run; some may wait for the next.",
            Remedy = $"the log group {LakeFunction.LogGroupOf($"{stack}-extract")} names each, why, and what to do.",
            Metric = metric.Create(LakeMetrics.SnapshotsFailed),
            Statistic = "Sum",
            Threshold = 1,
            Period = Run,
            MissingData = MissingDataTreatment.Ignore,
        };

        yield return new Alarm
        {
            Name = "snapshots-waiting",
            Meaning = $"A playlist has been left for the next run {ManyRuns} runs in a row: each time Spotify asked "
                + "to wait, or the playlist is too large for the time of one run.",
            Remedy = $"the log group {LakeFunction.LogGroupOf($"{stack}-extract")} says which one (outcome: waiting) "
                + "and why. Schedule more runs a day, or raise requestsPerSecond, or extractTimeout where it is "
                + "below 900 seconds.",
            Metric = metric.Create(LakeMetrics.WaitingRuns),
            Statistic = "Maximum",
            Threshold = ManyRuns,
            Period = Run,
            MissingData = MissingDataTreatment.Ignore,
        };

        yield return new Alarm
        {
            Name = "records-rejected",
            Meaning = "In the last day a snapshot held entries that could not be read and have no row in any table. "
                + $"They lie below {RejectedZone.Prefix} in the processed bucket, each with its page, position and "
                + "reason; the object's key names the day and the playlist.",
            Remedy = "the raw pages are kept: correct the code, then make the day again: dotnet dev.cs replay "
                + "--from DAY --to DAY --stack with the stack's name.",
            Metric = metric.Create(LakeMetrics.RejectedRecords),
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
                Meaning = $"The refresh token is {OldRefreshToken.Days} days old; Spotify ends it about six months "
                    + "after the user agreed. Then nothing of the user's can be read, and the plays and charts of that "
                    + "time cannot be had later.",
                Remedy = "let the user agree again: "
                    + $"dotnet dev.cs login --stack {Deployment.Instance.StackName}, then pulumi up.",
                Metric = metric.Create(LakeMetrics.RefreshTokenAge),
                Statistic = "Maximum",
                Threshold = OldRefreshToken.Days,
                Period = Run,
                // Between two runs the token does not get younger.
                MissingData = MissingDataTreatment.Ignore,
            };
        }
    }
}
