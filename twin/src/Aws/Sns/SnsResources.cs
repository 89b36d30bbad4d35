namespace Twin.Aws.Sns;

internal static class SnsResources
{
    public static readonly ResourceKind Topic = new(ResourceTypes.Topic)
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

    public static readonly ResourceKind TopicPolicy = new(ResourceTypes.TopicPolicy)
    {
        Billing = ResourceBilling.Free("a part of the topic"),
        Id = policy => policy.Arn,
    };

    public static readonly ResourceKind TopicSubscription = new(ResourceTypes.TopicSubscription)
    {
        Billing = ResourceBilling.By(SnsCost.Mails),
        Outputs = inputs => [("arn", $"{inputs.Text("topic")}:{inputs.UniqueId}")],
        Id = subscription => subscription.Arn,
        Label = subscription => subscription.Text("endpoint"),
    };

    public static ImmutableArray<ResourceKind> All => [Topic, TopicPolicy, TopicSubscription];
}

internal static class TopicDeclaration
{
    private const string Email = "email";

    public static void AddAll(SnsService topics, DeclaredStack stack, AccessControl access)
    {
        foreach (var topic in stack.OfType(SnsResources.Topic))
        {
            topics.Add(topic.Arn, topic.PhysicalName, topic.OptionalText("kmsMasterKeyId"));
            access.AddResourcePolicy(topic.Arn, PolicyOf(stack, topic));
        }

        foreach (var subscription in stack.OfType(SnsResources.TopicSubscription))
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
    }

    private static PolicyDocument PolicyOf(DeclaredStack stack, DeclaredResource topic)
    {
        var declared = stack.OfType(SnsResources.TopicPolicy)
            .Where(policy => policy.Text("arn") == topic.Arn)
            .ToList();
        return declared.Count > 1
            ? throw new RunFailedException($"{topic.Title} has two policies; the second would replace the first.")
            : declared is [var policy]
                ? PolicyDeclaration.Read(policy, policy.Text("policy"))
                : throw new RunFailedException(
                    $"{topic.Title} has no policy: the twin does not judge the one that SNS gives it. Declare one.");
    }
}

internal static class SnsGraph
{
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
        from subscription in stack.OfType(SnsResources.TopicSubscription)
        let topic = stack.ByArn(SnsResources.Topic, subscription.Text("topic"))
        where topic is not null
        select new Edge(topic, subscription, subscription.Text("protocol"));
}
