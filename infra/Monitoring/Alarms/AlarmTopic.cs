using Infra.Policies;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring.Alarms;

/// <summary>The SNS topic of all notifications of a stack: it sends an e-mail to each address. AWS first asks each
/// address to confirm.</summary>
internal sealed class AlarmTopic
{
    private readonly TopicPolicy _policy;

    /// <summary>Declares the topic, its policy and its subscriptions.</summary>
    public AlarmTopic(string name, AwsAccount account, ImmutableArray<string> addresses, Resource parent)
    {
        var child = new CustomResourceOptions { Parent = parent };

        // No customer-managed key: an alarm contains no data of the lake, and CloudWatch may not use AWS's own key.
        Topic = new Topic(
            $"{name}-alarms",
            new TopicArgs { Name = $"{name}-alarms", DisplayName = $"Alarms of {name}" },
            child);

        _policy = new TopicPolicy(
            $"{name}-alarms",
            new TopicPolicyArgs
            {
                Arn = Topic.Arn,
                Policy = IamPolicy.Serialize(TopicStatements.For(name, account, Topic)),
            },
            child);

        foreach (var address in addresses)
        {
            _ = new TopicSubscription(
                $"{name}-alarms-{address}",
                new TopicSubscriptionArgs { Topic = Topic.Arn, Protocol = "email", Endpoint = address },
                child);
        }
    }

    public Topic Topic { get; }

    /// <summary>The options of a resource that publishes: it is made after the topic's policy, so no first message is
    /// lost.</summary>
    public CustomResourceOptions After(Resource parent) => new() { Parent = parent, DependsOn = { _policy } };
}
