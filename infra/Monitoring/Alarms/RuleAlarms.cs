using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;

namespace Infra.Monitoring.Alarms;

/// <summary>The alarm of a rule: EventBridge could not invoke its target, so the target got no event.</summary>
internal static class RuleAlarms
{
    /// <param name="title">The rule's short name in names of alarms: <c>schedule</c>.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="consequence">The effect of the failure, and the remedy.</param>
    public static Alarm Of(string title, EventRule rule, string consequence) => new()
    {
        Name = $"{title}-failed",
        Description = $"EventBridge could not invoke the target of its rule, and has given up. {consequence}",
        // EventBridge writes it only when it is not zero.
        Metric = AwsMetric.Of(rule, "FailedInvocations"),
        Statistic = "Sum",
        Threshold = 1,
        Period = TimeSpan.FromMinutes(5),
        MissingData = MissingDataTreatment.NotBreaching,
    };
}
