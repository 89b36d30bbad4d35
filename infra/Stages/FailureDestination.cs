using Infra.Policies;
using Pulumi;
using Pulumi.Aws.Sqs;

namespace Infra.Stages;

/// <summary>What <see cref="FailureDestination"/> needs.</summary>
/// <param name="Name">The beginning of the queue's name.</param>
internal sealed record FailureDestinationArgs(string Name);

/// <summary>
/// The on-failure destination, a queue: Lambda discards an asynchronous invocation that has failed for the last time
/// unless it has somewhere to go. All functions share it, so it is a stage of its own.
/// </summary>
internal sealed class FailureDestination : ComponentResource
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    /// <summary>Declares the queue.</summary>
    public FailureDestination(string name, FailureDestinationArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Failures", name, options)
    {
        Queue = new Queue(
            $"{args.Name}-failures",
            new QueueArgs
            {
                MessageRetentionSeconds = (int)Retention.TotalSeconds,
                SqsManagedSseEnabled = true,
            },
            new CustomResourceOptions { Parent = this });

        _ = new QueuePolicy(
            $"{args.Name}-failures",
            new QueuePolicyArgs
            {
                QueueUrl = Queue.Url,
                Policy = IamPolicy.Of(IamStatement
                    .DenyEverybody("TlsOnly", ["sqs:*"], Queue.Arn)
                    .When("Bool", "aws:SecureTransport", "false")),
            },
            new CustomResourceOptions { Parent = Queue });

        RegisterOutputs(new Dictionary<string, object?> { ["queue"] = Queue.Url });
    }

    /// <summary>What no function could do, as Lambda describes it, for 14 days.</summary>
    public Queue Queue { get; }
}
