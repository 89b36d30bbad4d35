namespace Tests.Infra.Rules;

public class PolicyRules
{
    // People take it: the account's own policies say who.
    private const string Import = "spotify-prod-import";

    // The twin's, of an account that is not the stack's.
    private const string SnowflakesUser = "arn:aws:iam::999999999999:user/snowflake";

    // Actions that AWS binds to no resource: "Actions, resources, and condition keys", Service Authorization Reference.
    private static readonly HashSet<string> BoundToNoResource =
    [
        "cloudwatch:PutMetricData",
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
        // For the delivery of Step Functions' logs: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html.
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

    // A file's name ends with its format, a request to publish with its reason.
    private static readonly string[] Endings =
    [
        .. TableFormat.All.Select(format => "." + format.Name), "-extraction.json", "-replay.json", "-import.json",
        "-forget.json",
    ];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_policy_allows_an_action_by_wildcard(string stack) => StackRule.Holds(stack, AllowsActionsByWildcard);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_policy_allows_a_wildcard_except_below_a_resource_of_the_stack(string stack) =>
        StackRule.Holds(stack, AllowsResourcesByWildcard);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_service_is_allowed_for_one_account_and_its_resources_only(string stack) =>
        StackRule.Holds(stack, IsAConfusedDeputy);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_role_has_one_policy_and_is_assumed_by_one_service_or_by_who_imports(string stack) =>
        StackRule.Holds(stack, IsShared);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_invocation_permission_names_its_source_and_the_sources_account(string stack) =>
        StackRule.Holds(stack, LetsAnySourceInvoke);

    [Fact]
    public Task A_wildcard_in_an_action_is_found() => StackRule.Finds(
        AllowsActionsByWildcard,
        stack => stack.With(
            ResourceTypes.RolePolicy,
            "spotify-prod-extract",
            policy => policy.Replace("policy", "s3:PutObject", "s3:*")),
        "spotify-prod-extract");

    [Theory]
    [InlineData("arn:aws:s3:::spotify-prod-raw/raw/*", "*")]
    [InlineData("arn:aws:s3:::spotify-prod-raw/raw/*", "arn:aws:s3:::*")]
    [InlineData("arn:aws:s3:::spotify-prod-raw/raw/*", "arn:aws:s3:::another-bucket/*")]
    [InlineData("arn:aws:s3:::spotify-prod-raw/raw/*", "arn:aws:s3:::*/raw/a")]
    public Task A_wildcard_that_reaches_beyond_the_stack_is_found(string resource, string wildcard) => StackRule.Finds(
        AllowsResourcesByWildcard,
        stack => stack.With(
            ResourceTypes.RolePolicy,
            "spotify-prod-extract",
            policy => policy.Replace("policy", $"\"{resource}\"", $"\"{wildcard}\"")),
        "spotify-prod-extract");

    [Theory]
    [InlineData("spotify-prod-publish-states", "aws:SourceAccount")]
    [InlineData("spotify-prod-extract", "aws:SourceArn")]
    public Task A_trust_policy_without_the_resource_of_the_service_is_found(string name, string key) =>
        StackRule.Finds(
            IsAConfusedDeputy,
            stack => stack.With(
                ResourceTypes.Role, name, role => role.Replace("assumeRolePolicy", key, "aws:PrincipalOrgID")),
            name);

    [Fact]
    public Task A_role_of_two_functions_is_found() => StackRule.Finds(
        IsShared,
        stack => stack.With(
            ResourceTypes.Function,
            "spotify-prod-transform",
            function => function.Set(
                "role", stack.OfType(ResourceTypes.Role).Single(role => role.Name == "spotify-prod-extract").Arn)),
        "spotify-prod-extract");

    [Theory]
    [InlineData(Import, "arn:aws:iam::999999999999:root")]
    [InlineData(Import, "*")]
    [InlineData("spotify-prod-extract", null)]
    public Task A_role_that_trusts_other_people_is_found(string name, string? principal) => StackRule.Finds(
        IsShared,
        stack =>
        {
            var account = $"arn:aws:iam::{stack.AccountId}:root";
            return principal is null
                ? stack.With(ResourceTypes.Role, name, role => role.Set("assumeRolePolicy",
                    stack.OfType(ResourceTypes.Role).Single(found => found.Name == Import).Text("assumeRolePolicy")))
                : stack.With(ResourceTypes.Role, name, role => role.Replace("assumeRolePolicy", account, principal));
        },
        name);

    [Fact]
    public Task A_role_with_a_second_policy_is_found() => StackRule.Finds(
        IsShared,
        stack => stack.Plus(
            ResourceTypes.RolePolicy, "more", ("role", "spotify-prod-extract"), ("policy", "{}")),
        "spotify-prod-extract");

    [Fact]
    public Task A_permission_for_every_bucket_is_found() => StackRule.Finds(
        LetsAnySourceInvoke,
        stack => stack.With(
            ResourceTypes.Permission, "spotify-prod-raw-bucket", permission => permission.Set("sourceAccount", null)),
        "spotify-prod-raw-bucket");

    [Fact]
    public Task A_permission_for_every_rule_is_found() => StackRule.Finds(
        LetsAnySourceInvoke,
        stack => stack.With(
            ResourceTypes.Permission, "spotify-prod-schedule", permission => permission.Set("sourceArn", null)),
        "spotify-prod-schedule");

    private static IEnumerable<string> AllowsActionsByWildcard(DeclaredStack stack) =>
        from found in Allowing(stack)
        where found.Statement.Actions.Any(HasWildcard)
        select found.Resource.Title;

    private static IEnumerable<string> AllowsResourcesByWildcard(DeclaredStack stack) =>
        from found in Allowing(stack)
        where found.Statement.Resources is { } resources
            && resources.Any(pattern => HasWildcard(pattern) && !IsNarrow(pattern))
            && !found.Statement.Actions.All(BoundToNoResource.Contains)
            // The resource of a key's policy is the key itself.
            && !found.Resource.Is(ResourceTypes.Key)
        select found.Resource.Title;

    // Below a bucket, a log group or a similar resource whose name contains the stack's, or the one that Glue shares.
    private static bool IsNarrow(string pattern) =>
        !HasWildcard(WithoutEnding(pattern)[..^1])
        && pattern.Split(':', 6)[^1] is var resource
        && (resource.Contains("spotify-", StringComparison.Ordinal)
            || resource.StartsWith("log-group:/aws-glue/crawlers:", StringComparison.Ordinal));

    private static string WithoutEnding(string pattern) => Endings
        .Where(ending => pattern.EndsWith("*" + ending, StringComparison.Ordinal))
        .Select(ending => pattern[..^ending.Length])
        .FirstOrDefault(pattern);

    // AWS documents no account that Lambda sends when it assumes a role; the function's ARN contains it.
    private static IEnumerable<string> IsAConfusedDeputy(DeclaredStack stack) =>
        from found in Allowing(stack)
        where found.Statement.Principal is { } principal
            && (principal.Services.Count > 0 || principal.Anyone)
            && ((principal.Services is not ["lambda.amazonaws.com"]
                    && !Names(found.Statement, "aws:SourceAccount", stack.AccountId))
                || !Names(found.Statement, "aws:SourceArn", $":{stack.AccountId}:"))
        select found.Resource.Title;

    private static bool Names(PolicyStatement statement, string key, string value) =>
        statement.Conditions.Any(condition =>
            string.Equals(condition.Key, key, StringComparison.OrdinalIgnoreCase)
            && !condition.Operator.Negated
            && condition.Values.All(given => given.Contains(value, StringComparison.Ordinal)));

    private static IEnumerable<string> IsShared(DeclaredStack stack) =>
        from role in stack.OfType(ResourceTypes.Role)
        let trusted = PolicyDocument.Parse(role.Text("assumeRolePolicy")).Statements
        let users = stack.Resources.Count(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)
            && (resource.OptionalText("role") == role.Arn || resource.OptionalText("roleArn") == role.Arn))
        let policies = stack.OfType(ResourceTypes.RolePolicy).Count(policy => policy.Text("role") == role.PhysicalName)
        where !(role.Name.EndsWith("-snowflake-reader", StringComparison.Ordinal)
                ? trusted is
                    [
                    {
                        Principal: { Services.Count: 0, Aws: [SnowflakesUser], Anyone: false },
                        Conditions: [{ Key: "sts:ExternalId", Operator.Negated: false }],
                    }]
                    && users == 0
                : role.Name.EndsWith("-import", StringComparison.Ordinal)
                ? trusted is [{ Principal: { Services.Count: 0, Aws: [var account], Anyone: false } }]
                    && account == $"arn:aws:iam::{stack.AccountId}:root"
                    && users == 0
                : trusted is [{ Principal: { Services.Count: 1, Aws.Count: 0, Anyone: false } }])
            || users > 1
            || policies != 1
        select role.Title;

    // EventBridge sends a function no account, so a condition on it would deny the event; the rule's ARN contains the
    // account
    // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-lambda-permissions).
    private static IEnumerable<string> LetsAnySourceInvoke(DeclaredStack stack) =>
        from permission in stack.OfType(ResourceTypes.Permission)
        where permission.OptionalText("sourceArn") is not { } arn
            || (arn.Split(':')[4] != stack.AccountId && permission.OptionalText("sourceAccount") != stack.AccountId)
        select permission.Title;

    private static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Every statement that allows actions, of every policy that the stack declares.</summary>
    private static IEnumerable<(DeclaredResource Resource, PolicyStatement Statement)> Allowing(DeclaredStack stack) =>
        from resource in stack.Resources
        where resource.Type.StartsWith("aws:", StringComparison.Ordinal)
        from property in (string[])["policy", "assumeRolePolicy"]
        where resource.OptionalText(property) is { Length: > 0 } text && IsDocument(text)
        from statement in PolicyDocument.Parse(resource.Text(property)).Statements
        where statement.Allows
        select (resource, statement);

    private static bool IsDocument(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("Statement", out _);
    }
}
