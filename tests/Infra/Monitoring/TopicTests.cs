using Infra.Settings;

namespace Tests.Infra.Monitoring;

public sealed class TopicTests
{
    [Fact]
    public async Task Every_configured_address_gets_an_e_mail()
    {
        var stack = await MonitoredStacks.With((KnownSettings.AlarmEmails.Key, "one@example.com,two@example.com"));

        var topic = Assert.Single(stack.OfType(ResourceTypes.Topic));
        var subscriptions = stack.OfType(ResourceTypes.TopicSubscription).ToList();

        Assert.All(subscriptions, subscription =>
        {
            Assert.Equal(topic.Arn, subscription.Text("topic"));
            Assert.Equal("email", subscription.Text("protocol"));
        });
        Assert.Equal(
            ["one@example.com", "two@example.com"],
            subscriptions.Select(subscription => subscription.Text("endpoint")).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_alarm_of_the_stack_may_publish_and_no_other(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(ResourceTypes.MetricAlarm), alarm => Assert.True(
            MayPublish(stack, "cloudwatch.amazonaws.com", alarm.Arn, stack.AccountId), alarm.Title));

        var own = stack.OfType(ResourceTypes.MetricAlarm).First().Arn;
        Assert.False(MayPublish(stack, "cloudwatch.amazonaws.com", own, "999999999999"), "another account's");
        Assert.False(MayPublish(stack, "cloudwatch.amazonaws.com", null, stack.AccountId), "nobody's");
        Assert.False(
            MayPublish(stack, "cloudwatch.amazonaws.com", own.Replace("spotify", "other", StringComparison.Ordinal),
                stack.AccountId),
            "another stack's");
        Assert.False(MayPublish(stack, "s3.amazonaws.com", own, stack.AccountId), "another service");
    }

    // EventBridge's guide rules conditions out for topics, and without one every account's rules could publish.
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_rule_may_publish(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(ResourceTypes.EventRule), rule => Assert.False(
            MayPublish(stack, "events.amazonaws.com", rule.Arn, account: null), rule.Title));
        Assert.All(
            stack.OfType(ResourceTypes.EventTarget),
            target => Assert.DoesNotContain(":sns:", target.Text("arn"), StringComparison.Ordinal));
    }

    private static bool MayPublish(DeclaredStack stack, string service, string? source, string? account)
    {
        var policy = Assert.Single(stack.OfType(ResourceTypes.TopicPolicy));
        return PolicyDocument.Parse(policy.Text("policy")).AllowsService(
            service,
            "sns:Publish",
            policy.Arn,
            new RequestContext().With("aws:SourceArn", source).With("aws:SourceAccount", account));
    }
}
