using Tests.Support;
using Twin.Declaration;

namespace Tests.Infra;

public class BucketTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task There_is_a_bucket_for_each_zone_and_no_other(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Equal(
            [$"spotify-{stackName}-processed", $"spotify-{stackName}-query-results", $"spotify-{stackName}-raw"],
            stack.OfType(ResourceTypes.Bucket).Select(bucket => bucket.Text("bucket")).Order(StringComparer.Ordinal));
    }
}
