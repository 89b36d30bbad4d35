using System.Text.Json;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Glue;
using Local.Aws.Iam;
using Local.Aws.Sqs;

namespace Tests.Infra;

/// <summary>The failure queue gets failed crawls too.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class FailureQueueTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_failed_crawl_of_the_stack_reaches_the_queue_and_nothing_else_does(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var queue = Assert.Single(stack.OfType(SqsResources.Queue));
        var crawler = Assert.Single(stack.OfType(GlueResources.Crawler));
        var target = Assert.Single(
            stack.OfType(EventBridgeResources.EventTarget), found => found.Text("arn") == queue.Arn);
        var rule = Assert.Single(
            stack.OfType(EventBridgeResources.EventRule), found => found.PhysicalName == target.Text("rule"));
        var pattern = EventPattern.Parse(rule.Text("eventPattern"));

        Assert.True(pattern.Matches(CrawlerEvent(crawler.PhysicalName, "Failed")));
        Assert.False(pattern.Matches(CrawlerEvent(crawler.PhysicalName, "Succeeded")));
        Assert.False(pattern.Matches(CrawlerEvent("somebody-elses", "Failed")));
        Assert.Contains(Assert.Single(stack.OfType(SqsResources.QueuePolicy)).Title, target.DependsOn);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Only_the_rule_for_failed_crawls_may_send(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        // EventBridge sends the rule and no account.
        Assert.All(stack.OfType(EventBridgeResources.EventRule), rule => Assert.Equal(
            rule.PhysicalName == $"spotify-{stackName}-crawl-failed", MaySend(stack, "events.amazonaws.com", rule.Arn)));
        Assert.False(MaySend(stack, "events.amazonaws.com", null), "a rule that is not told");
        Assert.False(
            MaySend(stack, "s3.amazonaws.com", stack.OfType(EventBridgeResources.EventRule).Last().Arn), "another service");
    }

    private static bool MaySend(DeclaredStack stack, string service, string? source)
    {
        var queue = Assert.Single(stack.OfType(SqsResources.Queue));
        var access = new AccessControl(stack.AccountId);
        access.AddResourcePolicy(
            queue.Arn, PolicyDocument.Parse(Assert.Single(stack.OfType(SqsResources.QueuePolicy)).Text("policy")));
        return access.AuthorizeService(
            service, "sqs:SendMessage", queue.Arn, new RequestContext().With("aws:SourceArn", source)).IsAllowed;
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
}
