using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.Sqs;

/// <summary>The kinds of SQS's resources.</summary>
internal static class SqsResources
{
    public static readonly ResourceKind Queue = new("aws:sqs/queue:Queue")
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

    public static readonly ResourceKind QueuePolicy = new("aws:sqs/queuePolicy:QueuePolicy")
    {
        Billing = ResourceBilling.Free("a part of the queue"),
    };

    public static ImmutableArray<ResourceKind> All => [Queue, QueuePolicy];
}
