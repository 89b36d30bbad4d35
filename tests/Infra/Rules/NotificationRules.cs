namespace Tests.Infra.Rules;

public class NotificationRules
{
    private const string Manifests = "spotify-prod-manifests";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_notified_function_first_allows_its_bucket_and_account(string stack) =>
        StackRule.Holds(stack, IsNotLetIn);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_bucket_has_two_notification_configurations(string stack) =>
        StackRule.Holds(stack, ReplacesAnother);

    [Fact]
    public Task A_notification_that_does_not_wait_for_its_permission_is_found() => StackRule.Finds(
        IsNotLetIn,
        stack => stack.With(
            ResourceTypes.BucketNotification,
            Manifests,
            notification => notification with { DependsOn = ImmutableArray<string>.Empty }),
        Manifests);

    [Theory]
    [InlineData("sourceArn", "arn:aws:s3:::another-bucket")]
    [InlineData("sourceAccount", "999999999999")]
    [InlineData("principal", "sns.amazonaws.com")]
    public Task A_permission_for_another_source_is_found(string property, string value) => StackRule.Finds(
        IsNotLetIn,
        stack => stack.With(
            ResourceTypes.Permission, "spotify-prod-raw-bucket", permission => permission.Set(property, value)),
        Manifests);

    [Fact]
    public Task A_second_configuration_of_a_bucket_is_found() => StackRule.Finds(
        ReplacesAnother,
        stack => stack.Plus(ResourceTypes.BucketNotification, "second", ("bucket", "spotify-prod-raw")),
        "spotify-prod-raw");

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_retry_policy_has_an_age_and_a_number_of_attempts(string stack) =>
        StackRule.Holds(stack, HasHalfARetryPolicy);

    [Theory]
    [InlineData("maximumRetryAttempts")]
    [InlineData("maximumEventAgeInSeconds")]
    public Task A_retry_policy_without_one_of_them_is_found(string field) => StackRule.Finds(
        HasHalfARetryPolicy,
        stack => stack.With(
            ResourceTypes.EventTarget, "spotify-prod-publish-start", target => target.Set($"retryPolicy/{field}", null)),
        "spotify-prod-publish-start");

    // The provider sends 0 for the field that is not given.
    private static IEnumerable<string> HasHalfARetryPolicy(DeclaredStack stack) =>
        from target in stack.OfType(ResourceTypes.EventTarget)
        where target.Has("retryPolicy")
            && (target.Number("retryPolicy.maximumRetryAttempts") is null
                || target.Number("retryPolicy.maximumEventAgeInSeconds") is null)
        select target.Title;

    private static IEnumerable<string> IsNotLetIn(DeclaredStack stack) =>
        from notification in stack.OfType(ResourceTypes.BucketNotification)
        from trigger in notification.Parts("lambdaFunctions")
        let function = stack.ByArn(ResourceTypes.Function, trigger.Text("lambdaFunctionArn"))
        where function is null || !stack.OfType(ResourceTypes.Permission).Any(permission =>
            permission.Text("function") == function.PhysicalName
            && permission.Text("action") == "lambda:InvokeFunction"
            && permission.Text("principal") == "s3.amazonaws.com"
            && permission.OptionalText("sourceArn") == $"arn:aws:s3:::{notification.Text("bucket")}"
            && permission.OptionalText("sourceAccount") == stack.AccountId
            && notification.DependsOn.Contains(permission.Title))
        select notification.Title;

    private static IEnumerable<string> ReplacesAnother(DeclaredStack stack) =>
        from bucket in stack.OfType(ResourceTypes.Bucket)
        where stack.OfType(ResourceTypes.BucketNotification)
            .Count(notification => notification.Text("bucket") == bucket.Text("bucket")) > 1
        select bucket.Title;
}
