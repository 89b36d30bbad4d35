using Twin.Aws.Sqs;
using Twin.Tests.Aws.Iam;

namespace Twin.Tests.Aws.Sqs;

public sealed class MessageQueueTests
{
    private const string QueueArn = "arn:aws:sqs:eu-central-1:123456789012:failures";
    private const string Rule = "arn:aws:events:eu-central-1:123456789012:rule/daily";
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_role_that_may_send_does()
    {
        var (access, key) = Policies.Worker(
            $$"""{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "{{QueueArn}}"}""");
        var queue = new MessageQueue("failures", QueueArn, access, Clock);

        Assert.True(queue.SendAs(access.Find(key)!, "first").IsAllowed);
        var attributes = new Dictionary<string, string> { ["a"] = "b" };
        Assert.True(queue.SendAs(access.Find(key)!, "second", attributes).IsAllowed);

        Assert.Equal(["first", "second"], queue.Messages.Select(message => message.Body));
        Assert.Equal("b", queue.Messages[1].Attributes["a"]);
        Assert.Equal(Clock.GetUtcNow(), queue.Messages[0].SentAt);
        Assert.Equal(2, queue.Messages.DistinctBy(message => message.Id).Count());
        Assert.Empty(access.UnusedPermissions);
    }

    [Fact]
    public void A_role_that_may_not_send_leaves_no_message()
    {
        var (access, key) = Policies.Worker(
            $$"""{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "{{QueueArn}}2"}""");
        var queue = new MessageQueue("failures", QueueArn, access, Clock);

        var decision = queue.SendAs(access.Find(key)!, "first");

        Assert.Equal(
            "User: arn:aws:sts::123456789012:assumed-role/worker/session is not authorized to perform: sqs:SendMessage "
            + $"on resource: {QueueArn} because no identity-based policy allows the sqs:SendMessage action",
            decision.Message);
        Assert.Empty(queue.Messages);
        Assert.Single(access.Denied);
    }

    [Theory]
    [InlineData("events.amazonaws.com", Rule, true)]
    [InlineData("events.amazonaws.com", Rule + "2", false)]
    [InlineData("s3.amazonaws.com", Rule, false)]
    public void A_service_may_send_by_the_queues_own_policy(string service, string source, bool expected)
    {
        var access = new AccessControl(Policies.Account);
        access.AddResourcePolicy(QueueArn, Policies.Create(
            $$"""
            {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
             "Resource": "{{QueueArn}}", "Condition": {"ArnLike": {"aws:SourceArn": "{{Rule}}"} } }
            """));
        var queue = new MessageQueue("failures", QueueArn, access, Clock);

        var decision = queue.SendFrom(service, source, Policies.Account, "body");

        Assert.Equal(expected, decision.IsAllowed);
        Assert.Equal(expected ? 1 : 0, queue.Messages.Count);
    }

    [Fact]
    public void A_message_is_kept_for_as_long_as_the_queue_is_declared_to_keep_it()
    {
        var (access, key) = Policies.Worker(
            $$"""{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "{{QueueArn}}"}""");
        var queue = new MessageQueue("failures", QueueArn, access, Clock, TimeSpan.FromDays(2));
        queue.SendAs(access.Find(key)!, "first");

        Assert.Equal(0, queue.DeleteExpired(Clock.GetUtcNow().AddDays(2).AddSeconds(-1)));
        Assert.Single(queue.Messages);
        Assert.Equal(1, queue.DeleteExpired(Clock.GetUtcNow().AddDays(2)));

        Assert.Empty(queue.Messages);
        Assert.Equal(1, queue.Sent);
    }
}
