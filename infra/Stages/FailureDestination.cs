using Infra.Policies;
using Pulumi;
using Pulumi.Aws.Sqs;

namespace Infra.Stages;

/// <summary>The arguments of <see cref="FailureDestination"/>.</summary>
/// <param name="Name">The beginning of the queue's name.</param>
internal sealed record FailureDestinationArgs(string Name);

/// <summary>
/// The on-failure destination, a queue: without one, Lambda discards an asynchronous invocation after its last failure.
/// All functions share it, so it is a stage of its own.
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

    /// <summary>The queue: each failed invocation as Lambda describes it, kept for 14 days.</summary>
    public Queue Queue { get; }
}
