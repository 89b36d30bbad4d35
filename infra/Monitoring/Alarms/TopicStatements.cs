using System.Collections.Immutable;
using Infra.Policies;
using Infra.Settings;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring.Alarms;

/// <summary>
/// The statements of the topic's policy: only this stack's alarms and its one rule publish. The budget sends its
/// e-mails itself.
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
