using Infra.Policies;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>The arguments of <see cref="FailureQueue"/>.</summary>
/// <param name="Name">The beginning of the queue's name.</param>
/// <param name="Account">The account and region of the queue.</param>
internal sealed record FailureQueueArgs(string Name, AwsAccount Account);

/// <summary>The on-failure destination, a queue: without one, Lambda discards an asynchronous invocation after its
/// last failure. All functions share it, so it is a stage of its own. Requests to publish that EventBridge could not
/// deliver are here too.</summary>
internal sealed class FailureQueue : ComponentResource
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    private readonly FailureQueueArgs _args;

    /// <summary>Declares the queue; <see cref="DeclarePolicy"/> declares its policy.</summary>
    public FailureQueue(string name, FailureQueueArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Failures", name, options)
    {
        _args = args;
        Queue = new Queue(
            $"{args.Name}-failures",
            new QueueArgs
            {
                MessageRetentionSeconds = (int)Retention.TotalSeconds,
                SqsManagedSseEnabled = true,
            },
            new CustomResourceOptions { Parent = this });

        RegisterOutputs(new Dictionary<string, object?> { ["queue"] = Queue.Url });
    }

    /// <summary>The queue: each failed invocation as Lambda describes it, and each undelivered request to publish,
    /// kept for 14 days.</summary>
    public Queue Queue { get; }

    /// <summary>Declares the queue's policy: only TLS, and of EventBridge only the events that a rule could not
    /// deliver. It is not part of the constructor, because the rule is declared after the functions that use the
    /// queue.</summary>
    /// <remarks>EventBridge's guide has this policy for dead-letter queues, with the condition on the rule
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).</remarks>
    /// <returns>The policy, which comes before the target that uses the queue.</returns>
    public QueuePolicy DeclarePolicy(EventRule rule) => new(
        $"{_args.Name}-failures",
        new QueuePolicyArgs
        {
            QueueUrl = Queue.Url,
            Policy = IamPolicy.Serialize(
                IamStatement.AllowService(
                    "KeepUndelivered",
                    new ServicePrincipal("events.amazonaws.com", rule.Arn)
                    {
                        AccountComparison = "StringEqualsIfExists",
                    },
                    _args.Account,
                    ["sqs:SendMessage"],
                    Queue.Arn),
                IamStatement
                    .DenyEverybody("TlsOnly", ["sqs:*"], Queue.Arn)
                    .When("Bool", "aws:SecureTransport", "false")),
        },
        new CustomResourceOptions { Parent = Queue });
}
