using Amazon.Runtime;
using Amazon.S3.Model;

using LifecycleConfiguration = Twin.Aws.S3.LifecycleConfiguration;
using LifecycleRule = Twin.Aws.S3.LifecycleRule;

namespace Twin.Tests.Aws.S3;

public sealed class ObjectLockTests
{
    private const int Days = 30;

    private static readonly BucketSettings Locked = new() { IsVersioned = true, ObjectLockDays = Days };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_version_is_deleted_on_its_day_and_not_before()
    {
        await using var s3 = await LocalS3.StartAsync(Locked);
        var put = await s3.PutAsync("page", "x");

        s3.Clock.Advance(TimeSpan.FromDays(Days) - TimeSpan.FromSeconds(1));
        var early = await RefusedAsync(s3, "page", put.VersionId);
        s3.Clock.Advance(TimeSpan.FromSeconds(1));
        await DeleteAsync(s3, "page", put.VersionId);

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (early.StatusCode, early.ErrorCode));
        Assert.Contains("object protected by object lock", early.Message, StringComparison.Ordinal);
        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task A_locked_object_is_overwritten_and_hidden_like_any_other_and_keeps_its_versions()
    {
        await using var s3 = await LocalS3.StartAsync(Locked);
        var first = await s3.PutAsync("page", "first");
        var second = await s3.PutAsync("page", "second");
        var marker = await s3.Client.DeleteObjectAsync(LocalS3.Bucket, "page", Cancelled);

        await RefusedAsync(s3, "page", first.VersionId);
        await RefusedAsync(s3, "page", second.VersionId);
        await DeleteAsync(s3, "page", marker.VersionId);

        Assert.Equal("second", await s3.GetTextAsync("page"));
    }

    [Fact]
    public async Task A_locked_version_outlives_its_lifecycle_rule_until_its_day()
    {
        var rule = new LifecycleRule { Id = "r", NoncurrentExpirationDays = 1 };
        await using var s3 = await LocalS3.StartAsync(Locked with { Lifecycle = new LifecycleConfiguration([rule]) });
        var first = await s3.PutAsync("page", "first");
        await s3.PutAsync("page", "second");
        var written = new DateTimeOffset(s3.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

        s3.Store.ApplyLifecycle(written.AddDays(Days));
        Assert.NotNull(s3.Raw.FindVersion("page", first.VersionId));
        s3.Store.ApplyLifecycle(written.AddDays(Days + 1));
        Assert.Null(s3.Raw.FindVersion("page", first.VersionId));
    }

    [Fact]
    public async Task Whoever_may_bypass_governance_deletes_a_locked_version_when_they_say_so()
    {
        await using var s3 = await LocalS3.StartAsync(Locked);
        var put = await s3.PutAsync("page", "x");

        await RefusedAsync(s3, "page", put.VersionId);
        await DeleteAsync(s3, "page", put.VersionId, bypasses: true);

        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task Bypassing_governance_needs_a_right_of_its_own()
    {
        await using var s3 = await LocalS3.StartAsync(
            Locked,
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
              "Action": ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"]}]}
            """);
        var put = await s3.PutAsync("page", "x");

        var refused = await RefusedAsync(s3, "page", put.VersionId, bypasses: true);

        Assert.Contains("s3:BypassGovernanceRetention", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(s3.Raw.Find("page"));
    }

    [Fact]
    public async Task There_is_nothing_to_bypass_in_a_bucket_without_a_lock()
    {
        await using var s3 = await LocalS3.StartAsync(isVersioned: true);
        var put = await s3.PutAsync("page", "x");

        var refused = await RefusedAsync(s3, "page", put.VersionId, bypasses: true);

        Assert.Equal("InvalidArgument", refused.ErrorCode);
        Assert.NotNull(s3.Raw.Find("page"));
    }

    [Fact]
    public async Task A_locked_object_is_written_only_with_a_checksum()
    {
        await using var s3 = await LocalS3.StartAsync(Locked);
        using var careless = new AmazonS3Client(
            new SessionAWSCredentials(
                s3.Credentials.AccessKeyId, s3.Credentials.SecretAccessKey, s3.Credentials.SessionToken),
            new AmazonS3Config
            {
                ServiceURL = s3.Server.Endpoint.AbsoluteUri,
                AuthenticationRegion = LocalS3.Region,
                MaxErrorRetry = 0,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            });
        PutObjectRequest Put() => new() { BucketName = LocalS3.Bucket, Key = "page", ContentBody = "x" };

        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => careless.PutObjectAsync(Put(), Cancelled));
        await s3.Client.PutObjectAsync(Put(), Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequest"), (refused.StatusCode, refused.ErrorCode));
        Assert.Contains("Content-MD5 OR x-amz-checksum-", refused.Message, StringComparison.Ordinal);
    }

    private static Task<AmazonS3Exception> RefusedAsync(
        LocalS3 s3, string key, string version, bool bypasses = false) =>
        Assert.ThrowsAsync<AmazonS3Exception>(() => DeleteAsync(s3, key, version, bypasses));

    private static Task<DeleteObjectResponse> DeleteAsync(
        LocalS3 s3, string key, string version, bool bypasses = false) =>
        s3.Client.DeleteObjectAsync(
            new DeleteObjectRequest
            {
                BucketName = LocalS3.Bucket,
                Key = key,
                VersionId = version,
                BypassGovernanceRetention = bypasses ? true : null,
            },
            Cancelled);
}
