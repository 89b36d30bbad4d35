using System.Collections.Immutable;
using Infra.Policies;
using Infra.Settings;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring.Alarms;

/// <summary>
/// Who may publish to the topic: this stack's alarms and the one rule. The budget sends its e-mails by itself.
/// </summary>
internal static class TopicStatements
{
    private const string Publish = "sns:Publish";

    public static ImmutableArray<IamStatement> For(string name, AwsAccount account, Topic topic, EventRule rule) =>
    [
        IamStatement.AllowService(
            "PublishAlarms",
            new ServicePrincipal("cloudwatch.amazonaws.com", account.Arn("cloudwatch", $"alarm:{name}-*")),
            account,
            [Publish],
            topic.Arn),
        IamStatement.AllowService(
            "PublishCrawlerFailures",
            new ServicePrincipal("events.amazonaws.com", rule.Arn) { TellsAccount = false },
            account,
            [Publish],
            topic.Arn),
        IamStatement.DenyEverybody("TlsOnly", [Publish], topic.Arn).When("Bool", "aws:SecureTransport", "false"),
    ];
}
