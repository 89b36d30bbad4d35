using Amazon.S3.Model;

namespace Twin.Tests.Aws.S3;

public sealed class S3AccessTests
{
    private const string Session = "arn:aws:sts::123456789012:assumed-role/extract/chart-extract";

    private const string WriteRaw =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "Write", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::chart-raw/raw/*"},
          {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::chart-raw/*"}]}
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10)]
    [InlineData(6 * 1024 * 1024)]
    public async Task A_write_outside_the_roles_permissions_is_refused_in_IAMs_words(int size)
    {
        await using var s3 = await LocalS3.StartAsync(WriteRaw);

        await s3.PutAsync("raw/page", S3Bodies.Bytes(size));
        var denied = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutAsync("state", S3Bodies.Bytes(size)));

        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (denied.ErrorCode, denied.StatusCode));
        Assert.Equal(
            $"User: {Session} is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::chart-raw/state\" "
            + "because no identity-based policy allows the s3:PutObject action",
            denied.Message);
        Assert.Equal(["raw/page"], s3.Raw.Objects.Select(stored => stored.Key));
        var call = Assert.Single(s3.Access.Denied);
        Assert.Equal((Session, "s3:PutObject", 1), (call.Principal, call.Action, call.Times));
    }

    [Fact]
    public async Task A_missing_key_is_403_for_those_who_may_not_list()
    {
        await using var s3 = await LocalS3.StartAsync(WriteRaw);

        var get = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.GetAsync("nothing"));
        var head = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.Client.GetObjectMetadataAsync(LocalS3.Bucket, "nothing", Cancelled));

        Assert.Contains("s3:ListBucket on resource: \"arn:aws:s3:::chart-raw\"", get.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, head.StatusCode);
    }

    [Fact]
    public async Task A_listing_is_allowed_by_its_prefix()
    {
        await using var s3 = await LocalS3.StartAsync(
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::chart-raw",
               "Condition": {"StringLike": {"s3:prefix": "raw/*"}}}]}
            """);

        await s3.Client.ListObjectsV2Async(new() { BucketName = LocalS3.Bucket, Prefix = "raw/x" }, Cancelled);
        await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.Client.ListObjectsV2Async(
            new() { BucketName = LocalS3.Bucket, Prefix = "state/" }, Cancelled));
        await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.Client.ListObjectsV2Async(
            new() { BucketName = LocalS3.Bucket }, Cancelled));
    }

    [Fact]
    public async Task Of_several_deletions_the_forbidden_ones_are_refused()
    {
        await using var s3 = await LocalS3.StartAsync(
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"},
              {"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::chart-raw/a/*"}]}
            """);
        await s3.PutAsync("a/1", "x");
        await s3.PutAsync("b/1", "x");

        var thrown = await Assert.ThrowsAsync<DeleteObjectsException>(() => s3.Client.DeleteObjectsAsync(
            new() { BucketName = LocalS3.Bucket, Objects = [new() { Key = "a/1" }, new() { Key = "b/1" }] },
            Cancelled));

        var refused = Assert.Single(thrown.Response.DeleteErrors);
        Assert.Equal(("b/1", "AccessDenied"), (refused.Key, refused.Code));
        Assert.Equal(["b/1"], s3.Raw.Objects.Select(stored => stored.Key));
    }

    [Fact]
    public async Task A_bucket_policy_that_demands_TLS_lets_the_twins_own_transport_pass()
    {
        await using var s3 = await LocalS3.StartAsync(bucketPolicy:
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Tls", "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:*",
               "Resource": ["arn:aws:s3:::chart-raw", "arn:aws:s3:::chart-raw/*"],
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
              {"Sid": "Keep", "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:DeleteObject",
               "Resource": "arn:aws:s3:::chart-raw/raw/*"}]}
            """);

        await s3.PutAsync("raw/page", "x");
        var denied = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.Client.DeleteObjectAsync(LocalS3.Bucket, "raw/page", Cancelled));

        Assert.EndsWith("with an explicit deny in a resource-based policy", denied.Message, StringComparison.Ordinal);
        Assert.Equal("x", await s3.GetTextAsync("raw/page"));
    }

    [Fact]
    public async Task A_request_that_expects_another_owner_is_refused()
    {
        await using var s3 = await LocalS3.StartAsync();
        GetObjectRequest Expecting(string owner) =>
            new() { BucketName = LocalS3.Bucket, Key = "page", ExpectedBucketOwner = owner };
        await s3.PutAsync("page", "x");

        using var own = await s3.Client.GetObjectAsync(Expecting(LocalS3.Account), Cancelled);
        var other = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.Client.GetObjectAsync(Expecting("999999999999"), Cancelled));

        Assert.Equal("AccessDenied", other.ErrorCode);
    }
}
