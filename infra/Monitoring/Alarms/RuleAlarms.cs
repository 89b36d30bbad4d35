using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;

namespace Infra.Monitoring.Alarms;

/// <summary>That EventBridge could not do what a rule says: the target then never hears of it.</summary>
internal static class RuleAlarms
{
    /// <param name="title">What the rule is called in names: <c>schedule</c>.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="consequence">What has not happened, and what to do about it.</param>
    public static Alarm Of(string title, EventRule rule, string consequence) => new()
    {
        Name = $"{title}-failed",
        Description = $"EventBridge could not invoke the target of its rule, and has given up. {consequence}",
        // Written only when it is not zero.
        Metric = AwsMetric.Of(rule, "FailedInvocations"),
        Statistic = "Sum",
        Threshold = 1,
        Period = TimeSpan.FromMinutes(5),
        MissingData = MissingDataTreatment.NotBreaching,
    };
}
