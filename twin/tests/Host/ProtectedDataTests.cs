namespace Twin.Tests.Host;

/// <summary>The declarations that protect the data take effect: the prod configuration runs like dev's, and without
/// any one of them the run fails by name.</summary>
public sealed class ProtectedDataTests
{
    private const string Extract = "spotify-prod-extract";
    private const string Transform = "spotify-prod-transform";
    private const string Key = "spotify-prod-data";

    private static readonly RunOptions Prod = TestRun.Small with { Stack = "prod" };

    [Fact]
    public async Task The_prod_configuration_runs()
    {
        using var run = await TestRun.RunAsync(Prod with { Days = 2 });

        Assert.Empty(run.Record.Failures);
        Assert.Empty(run.Record.Denied);
        Assert.Empty(run.Record.NotSimulated);
        Assert.True(File.Exists(Path.Combine(run.Folder, "s3", "spotify-prod-raw", PlaylistList.Key)));
        Assert.Equal(
            ["spotify-prod-processed", "spotify-prod-query-results", "spotify-prod-raw"],
            Directory.EnumerateDirectories(Path.Combine(run.Folder, "s3")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(Transform, "kms:GenerateDataKey", "kms:Encrypt", "kms:GenerateDataKey")]
    [InlineData(Transform, "kms:Decrypt", "kms:Encrypt", "kms:Decrypt")]
    [InlineData("spotify-prod-crawler", "kms:Decrypt", "kms:Encrypt", "kms:Decrypt")]
    [InlineData(Extract, "ssm.eu-central-1.amazonaws.com", "sqs.eu-central-1.amazonaws.com", "kms:Encrypt")]
    [InlineData(Transform, "ssm.eu-central-1.amazonaws.com", "sqs.eu-central-1.amazonaws.com", "kms:Decrypt")]
    [InlineData(Extract, "xray:PutTraceSegments", "xray:GetTraceSummaries", "xray:PutTraceSegments")]
    public async Task A_missing_permission_is_a_denied_call(string role, string right, string other, string action)
    {
        var until = role.EndsWith("crawler", StringComparison.Ordinal) ? RunStage.Publish : RunStage.Transform;
        var record = await RunAsync(Prod with { Until = until }, stack => stack.With(
            IamResources.RolePolicy, role, policy => policy.Replace("policy", right, other)));

        Assert.All(record.Denied, denied => Assert.Equal(action, denied.Action));
        Assert.All(
            record.Denied, denied => Assert.Contains($"role/{role}/", denied.Principal, StringComparison.Ordinal));
        Assert.Contains(
            record.Failures, failure => failure.StartsWith($"IAM refused {action} on ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "kms:PutKeyPolicy", "kms:GetKeyRotationStatus", "will not allow you to update the key policy in the future")]
    [InlineData(
        "kms:GenerateDataKey\"", "kms:GenerateMac\"", "no resource-based policy allows the kms:GenerateDataKey action")]
    [InlineData(
        "kms:Encrypt\"", "kms:GenerateMac\"", "no resource-based policy allows the kms:Encrypt action")]
    public async Task A_missing_permission_in_a_keys_policy_is_named(string right, string other, string named)
    {
        var refused = await RefusedAsync(Prod, stack => stack.With(
            KmsResources.Key, Key, key => key.Replace("policy", right, other)));

        Assert.Contains(named, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_with_another_exclusive_writer_refuses_the_real_one()
    {
        var record = await RunAsync(Prod with { Until = RunStage.Transform }, stack => stack.With(
            S3Resources.BucketPolicy, "spotify-prod-processed",
            policy => policy.Replace("policy", $"role/{Transform}", $"role/{Extract}")));

        Assert.All(record.Denied, denied => Assert.Equal("s3:PutObject", denied.Action));
        Assert.Contains(
            record.Failures,
            failure => failure.Contains("explicit deny in a resource-based policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bucket_of_another_account_refuses_Athena_and_the_caller_of_Athena()
    {
        var record = await RunAsync(Prod, stack => stack.With(
            S3Resources.BucketPolicy, "spotify-prod-query-results",
            policy => policy.Replace("policy", "000000000000", "111111111111")));

        Assert.All(record.Denied, denied => Assert.Equal("arn:aws:s3:::spotify-prod-query-results", denied.Resource));
        Assert.Equal(
            ["analyst", "spotify-prod-publish-states"],
            record.Denied.Select(denied => denied.Principal.Split('/')[1]).Order(StringComparer.Ordinal));
        Assert.Empty(record.Queries);
    }

    [Fact]
    public async Task Results_with_a_key_that_is_not_the_stacks_are_refused()
    {
        var record = await RunAsync(Prod, stack => stack.With(
            AthenaResources.Workgroup, "spotify-prod",
            group => group.Set("configuration/resultConfiguration/encryptionConfiguration/kmsKeyArn", "alias/aws/s3")));

        Assert.NotEmpty(record.Denied);
        Assert.All(record.Denied, denied =>
        {
            Assert.Equal("s3:PutObject", denied.Action);
            Assert.StartsWith("arn:aws:s3:::spotify-prod-query-results/", denied.Resource, StringComparison.Ordinal);
        });
        Assert.Empty(record.Queries);
    }

    [Theory]
    [InlineData(Extract, "function:spotify-prod-extract", "function:renamed", "function:spotify-prod-extract")]
    [InlineData("spotify-prod-crawler", ":glue:", ":databrew:", "crawler/spotify-prod-crawler")]
    [InlineData(
        "spotify-prod-publish-rule", "rule/spotify-prod-publish-start", "rule/renamed",
        "rule/spotify-prod-publish-start")]
    public async Task A_role_that_trusts_a_service_for_another_resource_cannot_be_assumed(
        string role, string right, string other, string source)
    {
        var refused = await RefusedAsync(Prod, stack => stack.With(
            IamResources.Role, role, found => found.Replace("assumeRolePolicy", right, other)));

        Assert.Contains($"may not assume arn:aws:iam::000000000000:role/{role} ", refused, StringComparison.Ordinal);
        Assert.Contains($"{source} and aws:SourceAccount 000000000000", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "spotify-prod-raw",
        "rules/0/applyServerSideEncryptionByDefault/kmsMasterKeyId", "alias/unknown", "alias/unknown")]
    [InlineData(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "spotify-prod-raw", "rules/0/applyServerSideEncryptionByDefault/sseAlgorithm",
        "AES256", "aws:kms only")]
    [InlineData(
        "aws:s3/bucketObjectv2:BucketObjectv2", "spotify-prod-playlists", "checksumAlgorithm", null,
        "Content-MD5 OR x-amz-checksum- HTTP header is required")]
    [InlineData(
        "aws:s3/bucketObjectv2:BucketObjectv2", "spotify-prod-playlists", "checksumAlgorithm", "MD5", "'MD5'")]
    [InlineData(
        "aws:s3/bucketVersioning:BucketVersioning", "spotify-prod-raw", "versioningConfiguration/status", "Suspended",
        "Enabled and Disabled only")]
    [InlineData(
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "spotify-prod-raw",
        "bucket", "spotify-prod-processed", "Versioning must be 'Enabled'")]
    [InlineData(
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "spotify-prod-raw",
        "rule/defaultRetention/mode", "COMPLIANCE", "GOVERNANCE only")]
    [InlineData(
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "spotify-prod-raw",
        "rule/defaultRetention/days", 0.0, "must be a positive integer")]
    [InlineData("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "spotify-prod-raw", "rules/0/status", "On", "Enabled or Disabled")]
    [InlineData(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "spotify-prod-raw", "rules/0/transitions/0/days", 29.0,
        "must be greater than or equal to 30")]
    [InlineData(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "spotify-prod-raw", "rules/0/filter/objectSizeGreaterThan", 1.0,
        "put several into 'and'")]
    [InlineData(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "spotify-prod-raw", "bucket", "spotify-prod-processed", "silently replace")]
    [InlineData(
        "aws:s3/bucketPolicy:BucketPolicy", "spotify-prod-raw", "bucket", "unknown", "unknown, which is not declared")]
    [InlineData(
        "aws:sqs/queuePolicy:QueuePolicy", "spotify-prod-failures", "queueUrl", "https://sqs/unknown", "not declared")]
    [InlineData("aws:kms/alias:Alias", "alias/spotify-prod-data", "name", "data", "data is not a valid alias")]
    [InlineData("aws:kms/alias:Alias", "alias/spotify-prod-data", "targetKeyId", "unknown", "does not exist")]
    [InlineData("aws:kms/key:Key", Key, "customerMasterKeySpec", "RSA_2048", "symmetric keys only")]
    [InlineData(
        "aws:ssm/parameter:Parameter", "/spotify/prod/client-secret", "keyId", "alias/unknown", "alias/unknown")]
    [InlineData("aws:ssm/parameter:Parameter", "/spotify/prod/client-secret", "type", "String", "only a SecureString")]
    [InlineData("aws:lambda/function:Function", Extract, "kmsKeyArn", "unknown", "'unknown' does not exist")]
    [InlineData("aws:lambda/function:Function", Extract, "loggingConfig/systemLogLevel", "ERROR", "DEBUG, INFO, WARN")]
    [InlineData(
        "aws:s3/bucketObjectv2:BucketObjectv2", "spotify-prod-playlists", "bucket", "unknown", "does not exist")]
    public async Task A_protection_that_AWS_would_refuse_fails_the_run_without_a_crash(
        string type, string name, string path, object? value, string named)
    {
        var refused = await RefusedAsync(Prod, stack => stack.With(type, name, found => found.Set(path, value)));

        Assert.Contains(named, refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:s3:::spotify-prod-raw/raw/*", "arn:aws:s3:::another/raw/*", "Policy has invalid resource")]
    [InlineData("aws:SecureTransport", "aws:SecureTransports", "the condition key aws:SecureTransports is none")]
    [InlineData(
        "{\"AWS\":\"*\"}", "{\"AWS\":\"arn:aws:iam::000000000000:role/unknown\"}", "Invalid principal in policy")]
    public async Task A_bucket_policy_with_an_unknown_name_is_refused(string right, string other, string named)
    {
        var refused = await RefusedAsync(Prod, stack => stack.With(
            S3Resources.BucketPolicy, "spotify-prod-raw", policy => policy.Replace("policy", right, other)));

        Assert.Contains(named, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_is_deleted_after_the_days_of_its_lifecycle_rule()
    {
        using var run = await TestRun.RunAsync(
            TestRun.Small with { Days = 3, Until = RunStage.Publish }, stack => stack.With(
            S3Resources.BucketLifecycle, "spotify-dev-raw",
            lifecycle => lifecycle
                .Set("rules/0/transitions", null)
                .Set("rules/0/filter", ImmutableDictionary<string, object>.Empty.Add("prefix", RawSnapshot.Zone))
                .Set("rules/0/expiration", Days(1))));

        Assert.Empty(run.Record.Failures);
        Assert.Equal(
            ["snapshot_date=2026-11-03"],
            Directory.EnumerateDirectories(Path.Combine(run.Folder, "s3", "spotify-dev-raw", "raw"), "snapshot_date=*",
                SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal(3, run.Record.Tables[Tables.Songs.Name].Partitions);
    }

    private static ImmutableDictionary<string, object> Days(double days) =>
        ImmutableDictionary<string, object>.Empty.Add("days", days);

    private static async Task<RunRecord> RunAsync(RunOptions options, Func<DeclaredStack, DeclaredStack> change)
    {
        using var run = await TestRun.RunAsync(options, change);
        return run.Record;
    }

    private static async Task<string> RefusedAsync(RunOptions options, Func<DeclaredStack, DeclaredStack> change) =>
        (await Assert.ThrowsAnyAsync<RunFailedException>(() => TestRun.RunAsync(options, change))).Message;
}
