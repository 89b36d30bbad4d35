using Infra.Monitoring.Metrics;
using Infra.Workflows;
using Pulumi.Aws.Sfn;
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
        Meaning = "A function failed for the last time, by an error, by its time limit, or because Lambda did not "
            + "let it start for hours; or EventBridge could not deliver a request to publish. The failure queue has "
            + "the event, for 14 days. Each message of a function names it, the error and the event "
            + "(requestPayload); a request to publish names its object, below publications/.",
        Remedy = "remove the cause, then dotnet dev.cs redrive --stack with the stack's name. It gives each event to "
            + "the transform again, and has a failed extraction or repair done once, as of now: Spotify does not "
            + "tell past days. After a request to publish it names what to do.",
        Metric = AwsMetric.Create(queue, "ApproximateNumberOfMessagesVisible"),
        Statistic = "Maximum",
        Threshold = 1,
        Period = Period,
        MissingData = MissingDataTreatment.NotBreaching,
    };

    /// <summary>The alarm of executions that have not published, or have found something that a person must
    /// see.</summary>
    public static Alarm Publication(StateMachine publication, string stack) => new()
    {
        Name = "publication-failed",
        Meaning = "An execution of the publication failed: the analytics tables may lack days, a quality query "
            + $"returned rows, or partitions, the upkeep or the Spark job failed ({PublicationDefinition.NeedsAttention}). "
            + "Nothing is lost: the next execution publishes what this one has not.",
        Remedy = $"open the last execution of the state machine {stack}-publish in the console: the name of the "
            + "state that failed and the cause say what it was. Remove the cause. To publish at once: "
            + "dotnet dev.cs publish --stack with the stack's name.",
        Metric = AwsMetric.Create(publication, "ExecutionsFailed"),
        Statistic = "Sum",
        Threshold = 1,
        Period = Period,
        MissingData = MissingDataTreatment.NotBreaching,
    };
}
