using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sqs;

namespace Infra.Monitoring.Alarms;

/// <summary>The alarms on what AWS's services tell of failed work.</summary>
internal static class FailureAlarms
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    /// <summary>The alarm of the failure queue: it holds until somebody has emptied the queue.</summary>
    public static Alarm Waiting(Queue queue) => new()
    {
        Name = "failures-waiting",
        Meaning = "A function failed for the last time, by an error, by its time limit, or because Lambda did not let it "
            + "start for hours; or a crawl failed. The failure queue has the event, for 14 days. Each message of a function "
            + "names it, the error and the event (requestPayload); one of a crawl has the detail-type Glue Crawler State "
            + "Change.",
        Remedy = "remove the cause, then dotnet dev.cs redrive --stack with the stack's name. It gives each event to the "
            + "transform again, and has a failed extraction or repair done once, as of now: Spotify does not tell past "
            + "days. After a failed crawl, which Athena does not depend on, it names what to do.",
        Metric = AwsMetric.Of(queue, "ApproximateNumberOfMessagesVisible"),
        Statistic = "Maximum",
        Threshold = 1,
        Period = Period,
        MissingData = MissingDataTreatment.NotBreaching,
    };

    /// <summary>The alarm of the rule that starts crawls: no function is involved, so nothing is in the queue.</summary>
    public static Alarm CrawlStart(EventRule rule) => new()
    {
        Name = "crawl-start-failed",
        Meaning = "EventBridge could not start a crawl for new snapshots, and has given up: Spark and Redshift Spectrum "
            + "may lack the day's partitions, Athena lacks none.",
        Remedy = "see whether the rule's role may notify the workflow, then run the crawler.",
        // EventBridge writes it only when it is not zero.
        Metric = AwsMetric.Of(rule, "FailedInvocations"),
        Statistic = "Sum",
        Threshold = 1,
        Period = Period,
        MissingData = MissingDataTreatment.NotBreaching,
    };
}
