namespace Twin.Tests.Host.Loading;

/// <summary>The resource options that Pulumi's mocks do not get and the twin reads.</summary>
public sealed class DeclaredOptionsTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Protection_is_read_and_inherited(string name)
    {
        var stack = await Stacks.Load(name);

        Assert.All(stack.OfType(S3Resources.Bucket), bucket => Assert.True(bucket.Protect, bucket.Title));
        Assert.All(stack.OfType(S3Resources.BucketPolicy), policy => Assert.True(policy.Protect, policy.Title));
        Assert.All(stack.OfType(LambdaResources.Function), function => Assert.False(function.Protect, function.Title));
        Assert.Equal(
            stack.OfType(S3Resources.BucketObject), stack.Resources.Where(resource => resource.RetainOnDelete));
    }
}
