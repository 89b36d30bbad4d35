using System.Collections.Immutable;
using Twin.Aws.Iam;
using Twin.Declaration;

namespace Twin.Aws.Sqs;

/// <summary>The declared queues and their policies.</summary>
internal static class QueueDeclaration
{
    /// <summary>Every declared queue, empty, by ARN.</summary>
    /// <exception cref="RunFailedException">SQS would refuse a policy.</exception>
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
