using System.Collections.Immutable;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Metering;

namespace Local.Aws.Sqs;

/// <summary>The declared queues, in memory.</summary>
internal sealed class SqsService : IRunningService
{
    /// <summary>Creates the declared queues, which CloudWatch measures from now on.</summary>
    /// <exception cref="RunFailedException">SQS would refuse a policy.</exception>
    public SqsService(DeclaredStack stack, AccessControl access, CloudWatchService cloudWatch, TimeProvider clock)
    {
        Queues = QueueDeclaration.ReadAll(stack, access, clock);
        cloudWatch.EachMinute(minute => SqsMetrics.Write(Queues.Values, cloudWatch.Metrics, minute));
    }

    /// <summary>The queues, by ARN.</summary>
    public ImmutableDictionary<string, MessageQueue> Queues { get; }

    public void CountUsage(Meter meter) => SqsUsage.Count(Queues.Values, meter);
}
