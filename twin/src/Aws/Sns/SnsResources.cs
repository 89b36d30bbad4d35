using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.Sns;

/// <summary>The kinds of SNS's resources.</summary>
internal static class SnsResources
{
    public static readonly ResourceKind Topic = new("aws:sns/topic:Topic")
    {
        Billing = ResourceBilling.By(SnsCost.Requests),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("sns", inputs.Name))],
        Id = topic => topic.Arn,
        Dimension = "TopicName",
        Ignored = new Dictionary<string, string>
        {
            ["displayName"] = "the sender's name in mails, and the twin keeps what it would send",
        },
        Shape = NodeShape.Slanted,
    };

    public static readonly ResourceKind TopicPolicy = new("aws:sns/topicPolicy:TopicPolicy")
    {
        Billing = ResourceBilling.Free("a part of the topic"),
        Id = policy => policy.Arn,
    };

    public static readonly ResourceKind TopicSubscription = new("aws:sns/topicSubscription:TopicSubscription")
    {
        Billing = ResourceBilling.By(SnsCost.Mails),
        Outputs = inputs => [("arn", $"{inputs.Text("topic")}:{inputs.UniqueId}")],
        Id = subscription => subscription.Arn,
        Label = subscription => subscription.Text("endpoint"),
    };

    public static ImmutableArray<ResourceKind> All => [Topic, TopicPolicy, TopicSubscription];
}
