using Functions.Extract;
using Functions.Lake;
using Functions.Repair;
using Functions.Transform;
using Tests.Support;
using Twin.Declaration;

namespace Tests.Infra;

public class TriggerTests
{
    private static readonly RawSnapshot Snapshot =
        new("3cEYpjA9oz9GiPac4AsH4n", new DateOnly(2026, 11, 1), RawSnapshot.HashOf("AAAB+/="));

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_manifest_starts_the_transform_and_a_page_does_not(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var notification = Assert.Single(
            stack.OfType(ResourceTypes.BucketNotification), found => !found.Parts("lambdaFunctions").IsEmpty);
        var trigger = Assert.Single(notification.Parts("lambdaFunctions"));
        bool Starts(string key) => key.StartsWith(trigger.Text("filterPrefix"), StringComparison.Ordinal)
            && key.EndsWith(trigger.Text("filterSuffix"), StringComparison.Ordinal);

        Assert.Equal($"spotify-{stackName}-raw", notification.Text("bucket"));
        Assert.Equal(["s3:ObjectCreated:*"], trigger.Texts("events"));
        Assert.Equal(
            TransformHandler.Name,
            stack.ByArn(ResourceTypes.Function, trigger.Text("lambdaFunctionArn"))?.Text("handler"));
        Assert.True(Starts(Snapshot.Manifest), Snapshot.Manifest);
        Assert.False(Starts(Snapshot.Page(0)), Snapshot.Page(0));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Schedules_start_the_extraction_and_the_repair_and_are_allowed_to(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var rules = stack.OfType(ResourceTypes.EventRule)
            .Where(found => found.OptionalText("scheduleExpression") is not null)
            .ToDictionary(found => HandlerOf(stack, found), found => found);

        Assert.Equal(2, rules.Count);
        Assert.Equal("rate(6 hours)", rules[RepairHandler.Name].Text("scheduleExpression"));
        Assert.NotEqual("rate(6 hours)", rules[ExtractHandler.Name].Text("scheduleExpression"));
        Assert.Equal(
            2,
            stack.OfType(ResourceTypes.Permission).Count(found => found.Text("principal") == "events.amazonaws.com"));
    }

    private static string HandlerOf(DeclaredStack stack, DeclaredResource rule)
    {
        var target = Assert.Single(
            stack.OfType(ResourceTypes.EventTarget), found => found.Text("rule") == rule.PhysicalName);
        var function = stack.ByArn(ResourceTypes.Function, target.Text("arn"))!;
        var permission = Assert.Single(
            stack.OfType(ResourceTypes.Permission),
            found => found.Text("function") == function.PhysicalName
                && found.Text("principal") == "events.amazonaws.com");

        Assert.Equal(rule.Arn, permission.Text("sourceArn"));
        Assert.Null(permission.OptionalText("sourceAccount"));
        Assert.Contains(permission.Title, target.DependsOn);
        return function.Text("handler");
    }
}
