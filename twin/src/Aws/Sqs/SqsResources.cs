namespace Twin.Aws.Sqs;

internal static class SqsResources
{
    public static readonly ResourceKind Queue = new(ResourceTypes.Queue)
    {
        Billing = ResourceBilling.By(SqsCost.Requests),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.Arn("sqs", inputs.Name)),
            ("url", $"https://sqs.{inputs.Region}.amazonaws.com/{inputs.AccountId}/{inputs.Name}"),
        ],
        Id = queue => queue.Text("url"),
        Dimension = "QueueName",
        Ignored = new Dictionary<string, string>
        {
            ["sqsManagedSseEnabled"] = "nothing is really encrypted on one machine, and no permission depends on it",
        },
        Shape = NodeShape.Slanted,
        Facts = (_, queue) => [Fact.Days(queue.Number("messageRetentionSeconds") / 86_400)],
    };

    public static readonly ResourceKind QueuePolicy = new(ResourceTypes.QueuePolicy)
    {
        Billing = ResourceBilling.Free("a part of the queue"),
    };

    public static ImmutableArray<ResourceKind> All => [Queue, QueuePolicy];
}

internal static class QueueDeclaration
{
    public static ImmutableDictionary<string, MessageQueue> ReadAll(
        DeclaredStack stack, AccessControl access, TimeProvider clock)
    {
        foreach (var policy in stack.OfType(SqsResources.QueuePolicy))
        {
            var url = policy.Text("queueUrl");
            var queue = stack.OfType(SqsResources.Queue).FirstOrDefault(found => found.Text("url") == url)
                ?? throw new RunFailedException($"{policy.Title} is of the queue {url}, which is not declared.");
            access.AddResourcePolicy(queue.Arn, PolicyDeclaration.ReadOfResource(stack, policy));
        }

        return stack.OfType(SqsResources.Queue).ToImmutableDictionary(
            queue => queue.Arn,
            queue => new MessageQueue(
                queue.PhysicalName,
                queue.Arn,
                access,
                clock,
                queue.Number("messageRetentionSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
    }
}
