using Twin.Aws.Sqs;

namespace Twin.Tests.Aws.Sqs;

public sealed class SqsServiceTests : FolderTest
{
    private const string Extract = "spotify-dev-extract";

    private readonly VirtualClock _clock = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_message_that_is_too_old_is_gone_and_the_timeline_says_so()
    {
        var (services, queue, kept) = await StartWithMessageAsync();
        await using var disposed = services;
        var sqs = services.Get<SqsService>();

        sqs.RunUntil(_clock.GetUtcNow() + kept - TimeSpan.FromSeconds(1));
        Assert.Single(queue.Messages);
        sqs.RunUntil(_clock.GetUtcNow() + kept);

        Assert.Empty(queue.Messages);
        Assert.Contains(
            services.Get<Timeline>().Entries,
            entry => entry.Source == TimelineSource.Sqs && entry.Kind == TimelineEntryKind.Warning);
    }

    [Fact]
    public async Task A_message_is_measured_for_as_long_as_it_is_kept()
    {
        var sent = _clock.GetUtcNow();
        var (services, queue, kept) = await StartWithMessageAsync();
        await using var disposed = services;
        var gone = sent + kept;
        var cloudWatch = services.Get<CloudWatchService>();

        cloudWatch.RunUntil(gone.AddHours(1));

        var age = MetricIdentity.Create("AWS/SQS", "ApproximateAgeOfOldestMessage", ("QueueName", queue.Name));
        Assert.NotNull(cloudWatch.Metrics.Statistics(age, null, gone.AddMinutes(-1), gone));
        Assert.Null(cloudWatch.Metrics.Statistics(age, null, gone, gone.AddHours(1)));
    }

    // The stack's queue with one message, and the time for which it keeps it.
    private async Task<(TwinServices Services, MessageQueue Queue, TimeSpan Kept)> StartWithMessageAsync()
    {
        var stack = await Stacks.Load("dev");
        var services = await TwinServices.StartAsync(
            stack,
            Folder.Root,
            _clock,
            new Timeline(TimeProvider.System, _clock),
            Cancel);
        var queue = Assert.Single(services.Get<SqsService>().Queues.Values);
        var extract = stack.Named(LambdaResources.Function, Extract)!;
        var session = services.Get<AccessControl>()
            .Assume(extract.Text("role"), "lambda.amazonaws.com", extract, Extract);
        Assert.True(queue.SendAs(session, "{}").IsAllowed);
        var kept = stack.Named(SqsResources.Queue, queue.Name)!.Number("messageRetentionSeconds")!.Value;
        return (services, queue, TimeSpan.FromSeconds(kept));
    }
}
