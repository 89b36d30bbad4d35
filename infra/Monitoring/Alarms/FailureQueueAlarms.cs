using Infra.Monitoring.Metrics;
using Pulumi.Aws.Sqs;

namespace Infra.Monitoring.Alarms;

/// <summary>
/// The alarms of the failure queue: a message waits, or it has waited so long that SQS may soon delete it.
/// </summary>
internal static class FailureQueueAlarms
{
    private const double LongAge = 0.5;

    public static IEnumerable<Alarm> Of(Queue queue) =>
    [
        new()
        {
            Name = "failures-waiting",
            Description = "An event that a function failed to handle waits in the failure queue. Each message "
                + "names the function, the error and the event (requestPayload): remove the cause, then "
                + "dotnet dev.cs redrive --stack with the stack's name gives each event to the transform again, and "
                + "has a failed extraction or reconcile done once, as of now: Spotify does not tell past days.",
            Metric = AwsMetric.Of(queue, "ApproximateNumberOfMessagesVisible"),
            Statistic = "Maximum",
            Threshold = 1,
            Period = TimeSpan.FromMinutes(5),
            MissingData = MissingDataTreatment.NotBreaching,
        },
        new()
        {
            Name = "failures-age",
            Description = "The oldest message of the failure queue has waited for half the time after which SQS "
                + "deletes it, and the event with it. Handle it now; the alarm failures-waiting says how.",
            Metric = AwsMetric.Of(queue, "ApproximateAgeOfOldestMessage"),
            Statistic = "Maximum",
            Threshold = queue.MessageRetentionSeconds.Apply(SecondsOfLongAge),
            Period = TimeSpan.FromMinutes(5),
            MissingData = MissingDataTreatment.NotBreaching,
        },
    ];

    // SQS keeps a message for four days unless declared otherwise.
    private static double SecondsOfLongAge(int? retention) =>
        (retention ?? TimeSpan.FromDays(4).TotalSeconds) * LongAge;
}
