using Amazon.Runtime;
using Amazon.S3.Model;

namespace Twin.Tests.Host;

/// <summary>Each bucket's own policy holds how its objects are written, whatever the writer's code does.</summary>
public sealed class GuardedWriteTests
{
    private const string Page = "raw/playlist_id=3cEYpjA9oz9GiPac4AsH4n/snapshot_date=2026-11-03/0a/page-00000.json";
    private const string Marker = "_snapshots/snapshot_date=2026-11-03/3cEYpjA9oz9GiPac4AsH4n.json";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_raw_page_is_written_where_there_is_none_and_never_over_another(string stack)
    {
        await using var s3 = await DeclaredS3.StartAsync(stack);
        using var extract = s3.ClientOf($"spotify-{stack}-extract");

        await extract.PutObjectAsync(Put(stack, Page, put => put.IfNoneMatch = "*"), Cancel);
        var again = await RefusedAsync(extract, Put(stack, Page, put => put.IfNoneMatch = "*"));
        var over = await RefusedAsync(extract, Put(stack, Page));
        var elsewhere = await RefusedAsync(extract, Put(stack, Page + ".new"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, again.StatusCode);
        Assert.All([over, elsewhere], IsDenied);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_state_is_written_over(string stack)
    {
        await using var s3 = await DeclaredS3.StartAsync(stack);
        using var extract = s3.ClientOf($"spotify-{stack}-extract");

        await extract.PutObjectAsync(Put(stack, "state/extract.json"), Cancel);
        var over = await extract.PutObjectAsync(Put(stack, "state/extract.json"), Cancel);

        Assert.Equal(HttpStatusCode.OK, over.HttpStatusCode);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_marker_is_written_where_there_is_none_or_over_the_one_that_was_read(string stack)
    {
        await using var s3 = await DeclaredS3.StartAsync(stack);
        using var transform = s3.ClientOf($"spotify-{stack}-{(stack == "weekly" ? "spark" : "transform")}");
        PutObjectRequest Mark(Action<PutObjectRequest>? change = null) =>
            Put(stack, Marker, put =>
            {
                put.BucketName = $"spotify-{stack}-processed";
                change?.Invoke(put);
            });

        var first = await transform.PutObjectAsync(Mark(put => put.IfNoneMatch = "*"), Cancel);
        await transform.PutObjectAsync(Mark(put => put.IfMatch = first.ETag), Cancel);
        var over = await RefusedAsync(transform, Mark());

        IsDenied(over);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_key_of_the_writers_own_is_refused(string stack)
    {
        await using var s3 = await DeclaredS3.StartAsync(stack);
        using var extract = s3.ClientOf($"spotify-{stack}-extract");
        // The client sends its own property over TLS only, which the loopback interface does not have.
        extract.BeforeRequestEvent += (_, request) => ((WebServiceRequestEventArgs)request)
            .Headers["x-amz-server-side-encryption-customer-algorithm"] = "AES256";

        IsDenied(await RefusedAsync(extract, Put(stack, Page, put => put.IfNoneMatch = "*")));
        IsDenied(await RefusedAsync(extract, Put(stack, "state/extract.json")));
    }

    [Theory]
    [InlineData("dev", "alias/aws/s3")]
    [InlineData("dev", null)]
    [InlineData("prod", "alias/aws/s3")]
    [InlineData("prod", null)]
    [InlineData("prod", "arn:aws:kms:eu-central-1:999999999999:key/0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a")]
    public async Task A_key_that_is_not_the_stacks_is_refused(string stack, string? key)
    {
        await using var s3 = await DeclaredS3.StartAsync(stack);
        using var extract = s3.ClientOf($"spotify-{stack}-extract");

        IsDenied(await RefusedAsync(extract, Put(stack, "state/extract.json", put =>
        {
            put.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            put.ServerSideEncryptionKeyManagementServiceKeyId = key;
        })));
    }

    [Fact]
    public async Task The_stacks_own_key_may_be_named()
    {
        await using var s3 = await DeclaredS3.StartAsync("prod");
        using var extract = s3.ClientOf("spotify-prod-extract");
        var key = Assert.Single(s3.Stack.OfType(KmsResources.Key)).Arn;

        var put = await extract.PutObjectAsync(
            Put("prod", "state/extract.json", put =>
            {
                put.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
                put.ServerSideEncryptionKeyManagementServiceKeyId = key;
            }),
            Cancel);

        Assert.Equal(key, put.ServerSideEncryptionKeyManagementServiceKeyId);
    }

    private static PutObjectRequest Put(string stack, string key, Action<PutObjectRequest>? change = null)
    {
        var put = new PutObjectRequest { BucketName = $"spotify-{stack}-raw", Key = key, ContentBody = "{}" };
        change?.Invoke(put);
        return put;
    }

    private static Task<AmazonS3Exception> RefusedAsync(AmazonS3Client client, PutObjectRequest put) =>
        Assert.ThrowsAsync<AmazonS3Exception>(() => client.PutObjectAsync(put, Cancel));

    private static void IsDenied(AmazonS3Exception refused)
    {
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (refused.StatusCode, refused.ErrorCode));
        Assert.EndsWith("with an explicit deny in a resource-based policy", refused.Message, StringComparison.Ordinal);
    }
}
