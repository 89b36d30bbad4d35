using System.Text.Json;
using Infra.Settings;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Glue;
using Local.Aws.Iam;
using Local.Aws.Sns;

namespace Tests.Infra.Monitoring;

[Collection(PulumiDeployments.Name)]
public sealed class TopicTests
{
    [Fact]
    public async Task Every_configured_address_gets_an_e_mail()
    {
        var stack = await MonitoredStacks.With((KnownSettings.AlarmEmails, "one@example.com,two@example.com"));

        var topic = Assert.Single(stack.OfType(SnsResources.Topic));
        var subscriptions = stack.OfType(SnsResources.TopicSubscription).ToList();

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

        Assert.All(stack.OfType(CloudWatchResources.MetricAlarm), alarm => Assert.True(
            MayPublish(stack, "cloudwatch.amazonaws.com", alarm.Arn, stack.AccountId), alarm.Title));

        var own = stack.OfType(CloudWatchResources.MetricAlarm).First().Arn;
        Assert.False(MayPublish(stack, "cloudwatch.amazonaws.com", own, "999999999999"), "another account's");
        Assert.False(MayPublish(stack, "cloudwatch.amazonaws.com", null, stack.AccountId), "nobody's");
        Assert.False(
            MayPublish(stack, "cloudwatch.amazonaws.com", own.Replace("spotify", "other", StringComparison.Ordinal),
                stack.AccountId),
            "another stack's");
        Assert.False(MayPublish(stack, "s3.amazonaws.com", own, stack.AccountId), "another service");
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Only_the_rule_for_failed_crawls_may_publish(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        // EventBridge sends the rule and no account.
        Assert.All(stack.OfType(EventBridgeResources.EventRule), rule => Assert.Equal(
            rule.Name == $"spotify-{stackName}-crawler-failed",
            MayPublish(stack, "events.amazonaws.com", rule.Arn, account: null)));
        Assert.False(MayPublish(stack, "events.amazonaws.com", null, stack.AccountId), "a rule that is not told");
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_failed_crawl_of_the_stack_reaches_the_topic_and_nothing_else_does(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var topic = Assert.Single(stack.OfType(SnsResources.Topic));
        var crawler = Assert.Single(stack.OfType(GlueResources.Crawler));
        var target = Assert.Single(stack.OfType(EventBridgeResources.EventTarget), found => found.Text("arn") == topic.Arn);
        var rule = Assert.Single(
            stack.OfType(EventBridgeResources.EventRule), found => found.PhysicalName == target.Text("rule"));
        var pattern = EventPattern.Parse(rule.Text("eventPattern"));

        Assert.True(pattern.Matches(CrawlerEvent(crawler.PhysicalName, "Failed")));
        Assert.False(pattern.Matches(CrawlerEvent(crawler.PhysicalName, "Succeeded")));
        Assert.False(pattern.Matches(CrawlerEvent("somebody-elses", "Failed")));
        Assert.Contains(Assert.Single(stack.OfType(SnsResources.TopicPolicy)).Title, target.DependsOn);
    }

    // As in https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html
    private static JsonElement CrawlerEvent(string crawler, string state) => JsonSerializer.SerializeToElement(
        new Dictionary<string, object>
        {
            ["version"] = "0",
            ["source"] = "aws.glue",
            ["detail-type"] = "Glue Crawler State Change",
            ["detail"] = new Dictionary<string, string>
            {
                ["crawlerName"] = crawler,
                ["state"] = state,
                ["errorMessage"] = "Internal Service Exception",
            },
        });

    private static bool MayPublish(DeclaredStack stack, string service, string? source, string? account)
    {
        var policy = Assert.Single(stack.OfType(SnsResources.TopicPolicy));
        var access = new AccessControl(stack.AccountId);
        access.AddResourcePolicy(policy.Arn, PolicyDocument.Parse(policy.Text("policy")));
        return access.AuthorizeService(
            service,
            "sns:Publish",
            policy.Arn,
            new RequestContext().With("aws:SourceArn", source).With("aws:SourceAccount", account)).IsAllowed;
    }
}
