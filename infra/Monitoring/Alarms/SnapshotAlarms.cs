using Functions.Metrics;
using Infra.Stages;

namespace Infra.Monitoring.Alarms;

/// <summary>What the functions themselves report about a run.</summary>
internal static class SnapshotAlarms
{
    /// <summary>Spotify ends a refresh token six months after the user agreed: this leaves a month.</summary>
    private const int OldTokenDays = 150;

    /// <param name="metric">The stack's metrics.</param>
    /// <param name="stack">The stack's name as in its resources.</param>
    /// <param name="hasRefreshToken">Whether there is a token that can grow old.</param>
    public static IEnumerable<Alarm> Of(LakeMetric metric, string stack, bool hasRefreshToken)
    {
        yield return new Alarm
        {
            Name = "snapshots-failed",
            Description = "The last run did not complete the snapshot of at least one playlist. The log group "
                + $"{LakeFunction.LogGroupOf($"{stack}-extract")} names each, why, and what to do. OK means that the last "
                + "run read all.",
            Metric = metric.Of(LakeMetrics.SnapshotsFailed),
            Statistic = "Sum",
            Threshold = 1,
            Period = TimeSpan.FromMinutes(5),
            MissingData = MissingData.Ignore,
        };

        yield return new Alarm
        {
            Name = "records-rejected",
            Description = "In the last day a snapshot held entries that have no row in playlist_entries. The raw pages "
                + $"are kept, and the log group {LakeFunction.LogGroupOf($"{stack}-transform")} names the snapshot: "
                + "correct the function, then make the day again: dotnet dev.cs replay --from DAY --to DAY --stack with "
                + "the stack's name.",
            Metric = metric.Of(LakeMetrics.RejectedRecords),
            Statistic = "Sum",
            Threshold = 1,
            Period = TimeSpan.FromDays(1),
            MissingData = MissingData.NotBreaching,
        };

        if (hasRefreshToken)
        {
            yield return new Alarm
            {
                Name = "refresh-token-age",
                Description = $"The refresh token is {OldTokenDays} days old; Spotify ends it about six months after "
                    + "the user agreed, and then no playlist can be read. Let the user agree again, then: "
                    + "pulumi config set --secret refreshToken, pulumi config set authorizedOn, pulumi up.",
                Metric = metric.Of(LakeMetrics.RefreshTokenAge),
                Statistic = "Maximum",
                Threshold = OldTokenDays,
                Period = TimeSpan.FromMinutes(5),
                // A token does not grow younger between two runs.
                MissingData = MissingData.Ignore,
            };
        }
    }
}
