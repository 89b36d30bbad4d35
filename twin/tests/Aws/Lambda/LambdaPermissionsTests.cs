namespace Twin.Tests.Aws.Lambda;

public sealed class LambdaPermissionsTests
{
    private const string Function = "arn:aws:lambda:eu-central-1:123456789012:function:transform";
    private const string Bucket = "arn:aws:s3:::chart-raw";

    private static readonly LambdaPermissionStatement Declared =
        new("raw-bucket", "lambda:InvokeFunction", "transform", "s3.amazonaws.com", Bucket, "123456789012");

    [Theory]
    [InlineData("s3.amazonaws.com", Function, Bucket, "123456789012", true)]
    [InlineData("events.amazonaws.com", Function, Bucket, "123456789012", false)]
    [InlineData("s3.amazonaws.com", Function, "arn:aws:s3:::chart-processed", "123456789012", false)]
    [InlineData("s3.amazonaws.com", Function, Bucket, "999999999999", false)]
    [InlineData("s3.amazonaws.com", Function + "2", Bucket, "123456789012", false)]
    public void A_declared_principal_may_invoke(
        string service, string function, string source, string account, bool expected)
    {
        var permissions = new LambdaPermissions([Declared]);

        Assert.Equal(expected, permissions.MayInvoke(service, function, source, account, out var because));
        Assert.Equal(expected, because.Length == 0);
    }

    [Fact]
    public void A_function_can_be_named_by_its_ARN_and_sources_by_wildcards()
    {
        var permissions = new LambdaPermissions(
            [Declared with { Function = Function, SourceArn = "arn:aws:s3:::chart-*", SourceAccount = null }]);

        Assert.True(permissions.MayInvoke("s3.amazonaws.com", Function, Bucket, "1", out _));
    }

    [Fact]
    public void Another_action_does_not_allow_an_invocation_and_the_refusal_names_it()
    {
        var permissions = new LambdaPermissions([Declared with { Action = "lambda:GetFunction" }]);

        Assert.False(permissions.MayInvoke("s3.amazonaws.com", Function, Bucket, "123456789012", out var because));
        Assert.Contains("raw-bucket: lambda:GetFunction for s3.amazonaws.com", because, StringComparison.Ordinal);
    }
}
