using Local.Declaration;

namespace Tests.Infra;

[Collection(PulumiDeployments.Name)]
public class BucketFacts
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task There_is_a_bucket_for_each_zone_and_no_other(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Equal(
            [$"spotify-{stackName}-processed", $"spotify-{stackName}-query-results", $"spotify-{stackName}-raw"],
            stack.OfType(ResourceTypes.Bucket).Select(bucket => bucket.Text("bucket")).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_bucket_blocks_public_access_in_all_four_ways(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(ResourceTypes.Bucket), bucket =>
        {
            var block = Assert.Single(For(stack, ResourceTypes.BucketPublicAccessBlock, bucket));
            Assert.All(
                ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
                property => Assert.True(block.Flag(property), property));
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_bucket_is_encrypted_and_has_no_access_control_lists(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(ResourceTypes.Bucket), bucket =>
        {
            var encryption = Assert.Single(For(stack, ResourceTypes.BucketEncryption, bucket));
            var rule = Assert.Single(encryption.Parts("rules"));
            Assert.Equal("AES256", rule.Text("applyServerSideEncryptionByDefault.sseAlgorithm"));

            var ownership = Assert.Single(For(stack, ResourceTypes.BucketOwnershipControls, bucket));
            Assert.Equal("BucketOwnerEnforced", ownership.Text("rule.objectOwnership"));
        });
    }

    private static IEnumerable<DeclaredResource> For(DeclaredStack stack, string type, DeclaredResource bucket) =>
        stack.OfType(type).Where(resource => resource.Text("bucket") == bucket.Text("bucket"));
}
