using Infra.Monitoring.Metrics;
using Infra.Stages;
using Pulumi.Aws.Lambda;

namespace Infra.Monitoring.Alarms;

/// <summary>The alarms that every Lambda function has.</summary>
/// <param name="stack">The stack's name as in its resources.</param>
/// <param name="title">The function's short name in names of alarms: <c>extract</c>.</param>
/// <param name="function">The function.</param>
/// <param name="doAgain">The way in which a person starts its work again.</param>
/// <param name="hasten">A sentence: the remedy when an invocation takes nearly as long as its time limit.</param>
internal sealed class FunctionAlarms(string stack, string title, Function function, string doAgain, string hasten)
{
    private const double LongDuration = 0.8;

    public IEnumerable<Alarm> All() =>
    [
        Counting(
            "errors",
            "Errors",
            $"The function {title} failed. Its log group {LakeFunction.LogGroupOf($"{stack}-{title}")} says why and "
            + "what to do. "
            + "The event waits in the failure queue when Lambda has tried it for the last time. When the cause is "
            + $"removed: {doAgain}"),
        Counting(
            "throttles",
            "Throttles",
            $"Lambda did not let the function {title} start: as many of it run as may, or as many as the account may "
            + "run. The event is tried again for some hours. Where this lasts, ask for a higher concurrency quota, or "
            + "see what else invokes the function."),
        Counting(
            "lost-events",
            "DestinationDeliveryFailures",
            $"An event that the function {title} could not handle did not reach the failure queue, and is lost. "
            + "Correct the function's permission to send to the queue, then do the work again: "
            + doAgain),
        new Alarm
        {
            Name = $"{title}-duration",
            Description = $"The function {title} took more than 80 % of its time limit. {hasten}",
            Metric = AwsMetric.Of(function, "Duration"),
            Statistic = "Maximum",
            Threshold = function.Timeout.Apply(Milliseconds),
            Period = TimeSpan.FromMinutes(5),
            MissingData = MissingDataTreatment.NotBreaching,
        },
    ];

    // Lambda's time limit is 3 seconds unless declared otherwise.
    private static double Milliseconds(int? timeout) =>
        TimeSpan.FromSeconds(timeout ?? 3).TotalMilliseconds * LongDuration;

    private Alarm Counting(string name, string metric, string description) => new()
    {
        Name = $"{title}-{name}",
        Description = description,
        Metric = AwsMetric.Of(function, metric),
        Statistic = "Sum",
        Threshold = 1,
        Period = TimeSpan.FromMinutes(5),
        MissingData = MissingDataTreatment.NotBreaching,
    };
}
