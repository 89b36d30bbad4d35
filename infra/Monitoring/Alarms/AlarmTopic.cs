using System.Collections.Immutable;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring.Alarms;

/// <summary>
/// The one place where a stack says that it is ill: a topic that sends an e-mail to each address. AWS asks each
/// address first whether it wants them.
/// </summary>
internal sealed class AlarmTopic
{
    private readonly TopicPolicy _policy;

    /// <summary>Declares the topic, who may publish to it, and the subscriptions.</summary>
    public AlarmTopic(
        string name, AwsAccount account, EventRule rule, ImmutableArray<string> addresses, Resource parent)
    {
        var child = new CustomResourceOptions { Parent = parent };

        // Not encrypted by a key of its own: an alarm holds no data of the lake, and CloudWatch may not use AWS's key.
        Topic = new Topic(
            $"{name}-alarms",
            new TopicArgs { Name = $"{name}-alarms", DisplayName = $"Alarms of {name}" },
            child);

        _policy = new TopicPolicy(
            $"{name}-alarms",
            new TopicPolicyArgs
            {
                Arn = Topic.Arn,
                Policy = IamPolicy.Of(TopicStatements.For(name, account, Topic, rule)),
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

    /// <summary>What alarms and the rule publish to.</summary>
    public Topic Topic { get; }

    /// <summary>The options of a resource that publishes: behind the policy it loses no first message.</summary>
    public CustomResourceOptions After(Resource parent) => new() { Parent = parent, DependsOn = { _policy } };
}
