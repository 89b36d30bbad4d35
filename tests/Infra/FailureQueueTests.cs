using Tests.Support;
using Twin.Declaration;
using Twin.Declaration.Policies;

namespace Tests.Infra;

/// <summary>The failure queue gets requests to publish that could not be delivered, too.</summary>
public sealed class FailureQueueTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Only_the_rule_for_requests_to_publish_may_send(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        // EventBridge sends the rule and no account.
        Assert.All(stack.OfType(ResourceTypes.EventRule), rule => Assert.Equal(
            rule.PhysicalName == $"spotify-{stackName}-publish-start", MaySend(stack, "events.amazonaws.com", rule.Arn)));
        Assert.False(MaySend(stack, "events.amazonaws.com", null), "a rule that is not told");
        Assert.False(
            MaySend(stack, "s3.amazonaws.com", stack.OfType(ResourceTypes.EventRule).Last().Arn), "another service");
    }

    private static bool MaySend(DeclaredStack stack, string service, string? source)
    {
        var queue = Assert.Single(stack.OfType(ResourceTypes.Queue));
        var policy = PolicyDocument.Parse(Assert.Single(stack.OfType(ResourceTypes.QueuePolicy)).Text("policy"));
        return policy.AllowsService(
            service, "sqs:SendMessage", queue.Arn, new RequestContext().With("aws:SourceArn", source));
    }
}
