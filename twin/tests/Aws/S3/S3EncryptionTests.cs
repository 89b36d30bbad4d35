using Amazon.Runtime;
using Amazon.S3.Model;
using Twin.Tests.Aws.Kms;

using ObjectEncryption = Twin.Aws.S3.ObjectEncryption;

namespace Twin.Tests.Aws.S3;

public sealed class S3EncryptionTests
{
    private const string Objects = """{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_has_its_buckets_encryption_and_the_headers_name_it()
    {
        await using var s3 = await StartAsync(Use("kms:GenerateDataKey"), Use("kms:Decrypt"));

        var put = await s3.PutAsync("page", "x");
        using var got = await s3.Client.GetObjectAsync(LocalS3.Bucket, "page", Cancelled);

        Assert.Equal(ServerSideEncryptionMethod.AWSKMS, put.ServerSideEncryptionMethod);
        Assert.Equal(Keys.Arn, put.ServerSideEncryptionKeyManagementServiceKeyId);
        Assert.Equal(Keys.Arn, got.ServerSideEncryptionKeyManagementServiceKeyId);
        Assert.Empty(s3.Access.UnusedPermissions);
        Assert.Empty(s3.Access.Denied);
    }

    [Fact]
    public async Task A_customer_provided_key_is_not_supported_by_the_twin()
    {
        await using var s3 = await LocalS3.StartAsync();
        s3.Client.BeforeRequestEvent += (_, request) => ((WebServiceRequestEventArgs)request)
            .Headers["x-amz-server-side-encryption-customer-algorithm"] = "AES256";

        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.PutAsync("page", "x"));

        Assert.Contains(
            "PutObject with the header x-amz-server-side-encryption-customer-algorithm",
            Assert.Single(s3.NotImplemented),
            StringComparison.Ordinal);
        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task The_ETag_of_an_encrypted_object_is_not_a_hash_and_differs_with_each_write()
    {
        await using var s3 = await StartAsync(Use("kms:*"));
        await using var plain = await LocalS3.StartAsync();

        var hash = await plain.PutAsync("page", "x");
        var first = await s3.PutAsync("page", "x");
        var second = await s3.PutAsync("page", "x");

        Assert.Equal(3, new HashSet<string> { hash.ETag, first.ETag, second.ETag }.Count);
    }

    [Theory]
    [InlineData("kms:Decrypt", "kms:GenerateDataKey", "PutObject")]
    [InlineData("kms:GenerateDataKey", "kms:Decrypt", "GetObject")]
    public async Task Without_the_right_to_its_key_an_object_can_be_neither_written_nor_read(
        string allowed, string missing, string operation)
    {
        await using var s3 = await StartAsync(Use(allowed));
        await s3.Store.PutAsync(
            LocalS3.Bucket, "page", "x"u8.ToArray(), null, s3.Raw.Settings.Encryption, Cancelled);

        var denied = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => operation == "PutObject" ? s3.PutAsync("other", "x") : s3.GetAsync("page"));

        Assert.Equal("AccessDenied", denied.ErrorCode);
        Assert.Equal(
            "User: arn:aws:sts::123456789012:assumed-role/extract/chart-extract is not authorized to perform: "
            + $"{missing} on resource: {Keys.Arn} because no identity-based policy allows the {missing} action",
            denied.Message);
        Assert.Equal((missing, Keys.Arn), Assert.Single(
            s3.Access.Denied.Select(call => (call.Action, call.Resource))));
    }

    [Fact]
    public async Task The_description_of_an_object_needs_no_key()
    {
        await using var s3 = await StartAsync(Use("kms:GenerateDataKey"));
        await s3.PutAsync("page", "x");

        var head = await s3.Client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = LocalS3.Bucket, Key = "page", ChecksumMode = null }, Cancelled);

        Assert.Equal(1, head.ContentLength);
    }

    [Theory]
    [InlineData("s3.eu-central-1.amazonaws.com", true)]
    [InlineData("ssm.eu-central-1.amazonaws.com", false)]
    public async Task A_permission_through_one_service_is_not_valid_through_another(string service, bool expected)
    {
        await using var s3 = await StartAsync(Use(
            "kms:GenerateDataKey", $$""", "Condition": {"StringEquals": {"kms:ViaService": "{{service}}"} }"""));

        var put = await Record.ExceptionAsync(() => s3.PutAsync("page", "x"));

        Assert.Equal(expected, put is null);
    }

    [Theory]
    [InlineData(false, 3, 2)]
    [InlineData(true, 1, 1)]
    public async Task A_bucket_key_spares_calls_of_KMS(bool usesBucketKey, int writes, int reads)
    {
        await using var s3 = await StartAsync(usesBucketKey, Use("kms:*"));

        foreach (var key in (string[])["a", "b", "c"])
        {
            await s3.PutAsync(key, "x");
        }

        using var first = await s3.Client.GetObjectAsync(LocalS3.Bucket, "a", Cancelled);
        using var second = await s3.Client.GetObjectAsync(LocalS3.Bucket, "b", Cancelled);

        Assert.Equal(usesBucketKey, first.BucketKeyEnabled is true);
        Assert.Equal(
            [
                new KeyCall(Keys.Arn, "kms:Decrypt", "s3", reads),
                new KeyCall(Keys.Arn, "kms:GenerateDataKey", "s3", writes),
            ],
            s3.Keys.Calls);
    }

    [Fact]
    public async Task A_writer_may_choose_the_encryption_of_an_object()
    {
        await using var s3 = await StartAsync();

        var put = await s3.Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = LocalS3.Bucket,
                Key = "page",
                ContentBody = "x",
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256,
            },
            Cancelled);

        Assert.Equal(ServerSideEncryptionMethod.AES256, put.ServerSideEncryptionMethod);
        Assert.Empty(s3.Keys.Calls);
    }

    [Fact]
    public async Task A_disabled_or_missing_key_is_named()
    {
        await using var s3 = await StartAsync(Use("kms:*"));
        s3.Keys.Add(Keys.Other with { IsEnabled = false }, Keys.LeftToIam);
        Task PutAsync(string key) => s3.Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = LocalS3.Bucket,
                Key = "page",
                ContentBody = "x",
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
                ServerSideEncryptionKeyManagementServiceKeyId = key,
            },
            Cancelled);

        var disabled = await Assert.ThrowsAsync<AmazonS3Exception>(() => PutAsync(Keys.Other.Id));
        var unknown = await Assert.ThrowsAsync<AmazonS3Exception>(() => PutAsync("alias/unknown"));

        Assert.Equal("KMS.DisabledException", disabled.ErrorCode);
        Assert.Equal("KMS.NotFoundException", unknown.ErrorCode);
        Assert.Contains("alias/unknown", unknown.Message, StringComparison.Ordinal);
    }

    private static string Use(string action, string more = "") =>
        $$"""{"Effect": "Allow", "Action": "{{action}}", "Resource": "*"{{more}} }""";

    private static Task<LocalS3> StartAsync(params string[] rights) => StartAsync(false, rights);

    private static async Task<LocalS3> StartAsync(bool usesBucketKey, params string[] rights)
    {
        var s3 = await LocalS3.StartAsync(
            new BucketSettings { Encryption = new ObjectEncryption(ObjectEncryption.Kms, Keys.Arn, usesBucketKey) },
            $$"""{"Version": "2012-10-17", "Statement": [{{string.Join(", ", [Objects, .. rights])}}]}""");
        s3.Keys.Add(Keys.Data, Keys.LeftToIam);
        return s3;
    }
}
