using System.Text.Json.Nodes;
using Local.Aws.Declaration;
using Local.Aws.Iam;
using Local.Aws.Sns;

namespace Local.Twin;

/// <summary>SNS, from the declared topics, their policies and subscriptions.</summary>
internal static class DeclaredTopics
{
    private const string Email = "email";
    private const string Budgets = "budgets.amazonaws.com";

    /// <summary>Every declared topic.</summary>
    /// <exception cref="RunFailedException">SNS would refuse what is declared, or the twin lacks it.</exception>
    public static NotificationService Of(DeclaredStack stack, AccessControl access, TimeProvider clock)
    {
        var topics = new NotificationService(access, clock);
        foreach (var topic in stack.OfType(ResourceTypes.Topic))
        {
            topics.Add(topic.Arn, topic.PhysicalName, topic.OptionalText("kmsMasterKeyId"));
            access.AddResourcePolicy(topic.Arn, PolicyOf(stack, topic));
        }

        foreach (var subscription in stack.OfType(ResourceTypes.TopicSubscription))
        {
            var topic = subscription.Text("topic");
            if (!topics.Contains(topic))
            {
                throw new RunFailedException($"{subscription.Title}: there is no topic {topic} in the stack.");
            }

            if (subscription.Text("protocol") is not Email and var protocol)
            {
                throw new RunFailedException(
                    $"{subscription.Title}: the twin delivers to the protocol '{Email}' only, not to '{protocol}'.");
            }

            topics.Subscribe(topic, subscription.Text("endpoint"));
        }

        return topics;
    }

    /// <summary>Why the budgets' notices would not reach their topics, a sentence each.</summary>
    public static IEnumerable<string> ProblemsOfBudgets(DeclaredStack stack, NotificationService topics) =>
        from budget in stack.OfType(ResourceTypes.Budget)
        from notice in budget.Parts("notifications")
        from topic in notice.Texts("subscriberSnsTopicArns")
        let context = new RequestContext()
            .With("aws:SourceArn", budget.Arn)
            .With("aws:SourceAccount", stack.AccountId)
        let problem = topics.Refusal(topic, Budgets, context)
        where problem is not null
        select $"{budget.Title} cannot notify {topic}: {problem}";

    /// <summary>Why a service may not publish to a topic for one of its resources; null where it may.</summary>
    public static string? Refusal(
        this NotificationService topics, string topicArn, string service, RequestContext context) =>
        !topics.Contains(topicArn) ? "there is no such topic in the stack."
        : topics.MayPublish(topicArn, service, context, out var because) ? null
        : because;

    private static PolicyDocument PolicyOf(DeclaredStack stack, DeclaredResource topic)
    {
        var declared = stack.OfType(ResourceTypes.TopicPolicy)
            .Where(policy => policy.Text("arn") == topic.Arn)
            .ToList();
        return declared.Count > 1
            ? throw new RunFailedException($"{topic.Title} has two policies; the second would replace the first.")
            : declared is [var policy]
                ? DeclaredAccess.Policy(policy, policy.Text("policy"))
                : PolicyDocument.Parse(DefaultPolicy(topic, stack.AccountId));
    }

    // What SNS gives a topic without a policy: the account's own users, and services that tell it as the owner.
    private static string DefaultPolicy(DeclaredResource topic, string account) => new JsonObject
    {
        ["Version"] = "2008-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "__default_statement_ID",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "*" },
            ["Action"] = new JsonArray("SNS:Publish", "SNS:Subscribe"),
            ["Resource"] = topic.Arn,
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = account } },
        }),
    }.ToJsonString();
}
