using Infra.Policies;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring.Alarms;

/// <summary>The statements of the topic's policy: only this stack's alarms publish. The budget sends its e-mails
/// itself.</summary>
internal static class TopicStatements
{
    private const string Publish = "sns:Publish";

    public static ImmutableArray<IamStatement> For(string name, AwsAccount account, Topic topic) =>
    [
        IamStatement.AllowService(
            "PublishAlarms",
            new ServicePrincipal("cloudwatch.amazonaws.com", account.Arn("cloudwatch", $"alarm:{name}-*")),
            account,
            [Publish],
            topic.Arn),
        IamStatement.DenyEverybody("TlsOnly", [Publish], topic.Arn).When("Bool", "aws:SecureTransport", "false"),
    ];
}
