using Twin.Cli.Permissions;

namespace Twin.Tests.Cli.Permissions;

public sealed class DeployPolicyTests
{
    private const string Boundary = "arn:aws:iam::123456789012:policy/boundary";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_resource_may_be_managed_and_no_resource_of_another_stack(string name)
    {
        var stack = await PrintedPolicies.LoadAsync(name, ("permissionsBoundary", Boundary));
        var isAllowed = PrintedPolicies.Decisions(stack, "deploy");
        var arns = new ArnPatterns(stack);
        var found = (
            from resource in stack.Resources
            where resource.Type.StartsWith("aws:", StringComparison.Ordinal)
            let row = ActionTable.RowOf(resource.Type)
            from action in row.All
            from pattern in ActionTable.Unbound.TryGetValue(action, out var other)
                ? [other(arns)]
                : row.On(arns, resource)
            select (Action: action, Arn: Arn(pattern))).Distinct().ToList();

        Assert.DoesNotContain(found, call => !isAllowed(call.Action, call.Arn, Request($"spotify-{name}")));
        Assert.DoesNotContain(
            found.Select(call => (call.Action, Arn: Foreign(call.Arn, name))),
            call => (call.Arn.Contains("foreign", StringComparison.Ordinal)
                    || call.Arn.Contains(":key/", StringComparison.Ordinal))
                && isAllowed(call.Action, call.Arn, Request("spotify-foreign")));
    }

    [Theory]
    [InlineData("s3:PutBucketPolicy", "arn:aws:s3:::spotify-prod-raw" + PrintedPolicies.Added)]
    [InlineData("glue:CreateTable", "arn:aws:glue:eu-central-1:000000000000:table/spotify_prod/songs")]
    [InlineData("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-central-1:000000000000:function:spotify-prod-extract")]
    [InlineData("sqs:SetQueueAttributes", "arn:aws:sqs:eu-central-1:000000000000:spotify-prod-failures" + PrintedPolicies.Added)]
    [InlineData("cloudwatch:PutDashboard", "arn:aws:cloudwatch::000000000000:dashboard/spotify-prod")]
    [InlineData("logs:PutRetentionPolicy", "arn:aws:logs:eu-central-1:000000000000:log-group:/aws/lambda/spotify-prod-extract:*")]
    [InlineData(
        "s3:PutObject",
        "arn:aws:s3:::spotify-prod-processed" + PrintedPolicies.Added + "/analytics/chart_entries/metadata/00000-a.metadata.json",
        "s3:PutObject",
        "arn:aws:s3:::spotify-prod-processed" + PrintedPolicies.Added + "/analytics/chart_entries/data/a.parquet")]
    [InlineData(
        "s3:ListBucket",
        "arn:aws:s3:::spotify-prod-raw" + PrintedPolicies.Added,
        "s3:GetObject",
        "arn:aws:s3:::spotify-prod-raw" + PrintedPolicies.Added + "/raw/a")]
    public async Task Known_calls_of_a_deployment_are_allowed_and_others_are_not(
        string action, string arn, string? deniedAction = null, string? deniedArn = null)
    {
        var isAllowed = PrintedPolicies.Decisions(await Stacks.Load("prod"), "deploy");

        Assert.True(isAllowed(action, arn, null));
        Assert.False(deniedAction is not null && isAllowed(deniedAction, deniedArn!, null));
    }

    [Theory]
    [InlineData("extract", "lambda.amazonaws.com", true)]
    [InlineData("publish-states", "states.amazonaws.com", true)]
    [InlineData("extract", "glue.amazonaws.com", false)]
    [InlineData("import", "lambda.amazonaws.com", false)]
    public async Task A_role_is_passed_to_its_service_alone(string role, string service, bool allowed) => Assert.Equal(
        allowed,
        PrintedPolicies.Decisions(await Stacks.Load("prod"), "deploy")(
            "iam:PassRole",
            $"arn:aws:iam::000000000000:role/spotify-prod-{role}{PrintedPolicies.Added}",
            new RequestContext().With("iam:PassedToService", service)));

    [Fact]
    public async Task With_a_boundary_no_role_gets_a_policy_without_it()
    {
        var isAllowed = PrintedPolicies.Decisions(
            await PrintedPolicies.LoadAsync("dev", ("permissionsBoundary", Boundary)), "deploy");
        var role = $"arn:aws:iam::000000000000:role/spotify-dev-extract{PrintedPolicies.Added}";

        Assert.All((string[])["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"], action =>
        {
            Assert.True(isAllowed(action, role, new RequestContext().With("iam:PermissionsBoundary", Boundary)));
            Assert.False(isAllowed(action, role, new RequestContext().With("iam:PermissionsBoundary", Boundary + "2")));
            Assert.False(isAllowed(action, role, null));
        });
        Assert.True(isAllowed("iam:DeleteRole", role, null));
        Assert.False(isAllowed("iam:DeleteRolePermissionsBoundary", role, null));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Data_may_be_deleted_where_the_stack_says_so(string deleteData, bool isAllowed) => Assert.Equal(
        isAllowed,
        PrintedPolicies.Decisions(await PrintedPolicies.LoadAsync("dev", ("deleteData", deleteData)), "deploy")(
            "s3:DeleteObjectVersion", $"arn:aws:s3:::spotify-dev-raw{PrintedPolicies.Added}/raw/a", null));

    // A name as it is in AWS, of a resource whose name or id is not known here.
    private static string Arn(string pattern) => pattern
        .Replace("-???????", PrintedPolicies.Added, StringComparison.Ordinal)
        .Replace("*", "x", StringComparison.Ordinal);

    private static string Foreign(string arn, string name) => arn
        .Replace($"spotify-{name}", "spotify-foreign", StringComparison.Ordinal)
        .Replace($"spotify_{name}", "spotify_foreign", StringComparison.Ordinal)
        .Replace($"/spotify/{name}/", "/spotify/foreign/", StringComparison.Ordinal);

    private static RequestContext Request(string stack) => new RequestContext()
        .With("aws:ResourceTag/stack", stack)
        .With("aws:RequestTag/stack", stack)
        .With("iam:PermissionsBoundary", Boundary);
}
