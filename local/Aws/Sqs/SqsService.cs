using System.Collections.Immutable;
using System.Globalization;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Metering;

namespace Local.Aws.Sqs;

/// <summary>The declared queues, in memory.</summary>
public sealed class SqsService : IRunningService
{
    private readonly Timeline _timeline;

    /// <summary>Creates the declared queues, which CloudWatch measures from then on.</summary>
    /// <exception cref="RunFailedException">SQS would refuse a policy.</exception>
    public SqsService(
        DeclaredStack stack,
        AccessControl access,
        CloudWatchService cloudWatch,
        Timeline timeline,
        TimeProvider clock)
    {
        _timeline = timeline;
        Queues = QueueDeclaration.ReadAll(stack, access, clock);
        cloudWatch.EachMinute(minute =>
        {
            // Expired messages are not measured.
            RunUntil(minute);
            SqsMetrics.Write(Queues.Values, cloudWatch.Metrics, minute);
        });
    }

    /// <summary>The queues, by ARN.</summary>
    public ImmutableDictionary<string, MessageQueue> Queues { get; }

    /// <summary>Deletes the messages whose retention period has ended.</summary>
    public void RunUntil(DateTimeOffset time)
    {
        foreach (var queue in Queues.Values)
        {
            if (queue.DeleteExpired(time) is > 0 and var expired)
            {
                _timeline.Add(
                    TimelineSource.Sqs,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{queue.Name}: {expired} messages are older than the queue keeps them, and are gone"),
                    TimelineEntryKind.Warning);
            }
        }
    }

    public void CountUsage(Meter meter) => SqsUsage.Count(Queues.Values, meter);
}
