namespace Tests.Infra.Rules;

public class BucketRules
{
    private const string Raw = "spotify-prod-raw";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_blocks_public_access_in_all_four_ways(string stack) =>
        StackRule.Holds(stack, LetsThePublicIn);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_is_encrypted_with_the_key_of_the_stack_if_there_is_one(string stack) =>
        StackRule.Holds(stack, IsNotEncrypted);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_refuses_plain_HTTP(string stack) => StackRule.Holds(stack, TakesPlainHttp);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_refuses_other_accounts_even_if_another_policy_allows_them(string stack) =>
        StackRule.Holds(stack, TakesOtherAccounts);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_refuses_anonymous_requests(string stack) => StackRule.Holds(stack, TakesAnonymousRequests);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_object_of_the_stack_has_a_checksum_and_comes_after_its_buckets_key(string stack) =>
        StackRule.Holds(stack, IsPutWrongly);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_deletes_incomplete_uploads(string stack) =>
        StackRule.Holds(stack, KeepsIncompleteUploads);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_bucket_moves_objects_to_a_class_that_needs_a_restore(string stack) =>
        StackRule.Holds(stack, Archives);

    [Fact]
    public Task A_bucket_without_further_resources_is_found_by_each_rule() => Task.WhenAll(
        new Func<DeclaredStack, IEnumerable<string>>[]
        {
            LetsThePublicIn, IsNotEncrypted, TakesPlainHttp, TakesOtherAccounts, TakesAnonymousRequests,
            KeepsIncompleteUploads,
        }.Select(rule => StackRule.Finds(
            rule,
            stack => stack.Plus(
                ResourceTypes.Bucket, "careless", ("bucket", "careless"), ("arn", "arn:aws:s3:::careless")),
            "careless")));

    [Fact]
    public Task A_bucket_that_blocks_three_of_the_four_ways_is_found() => StackRule.Finds(
        LetsThePublicIn,
        stack => stack.With(
            ResourceTypes.BucketPublicAccessBlock, Raw, block => block.Set("restrictPublicBuckets", false)),
        Raw);

    [Fact]
    public Task A_bucket_that_is_encrypted_with_an_undeclared_key_is_found() => StackRule.Finds(
        IsNotEncrypted,
        stack => stack.With(
            ResourceTypes.BucketEncryption,
            Raw,
            encryption => encryption.Set(
                "rules/0/applyServerSideEncryptionByDefault/kmsMasterKeyId", "arn:aws:kms:eu-central-1:1:key/other")),
        Raw);

    [Fact]
    public Task A_bucket_that_calls_KMS_for_every_object_is_found() => StackRule.Finds(
        IsNotEncrypted,
        stack => stack.With(
            ResourceTypes.BucketEncryption, Raw, encryption => encryption.Set("rules/0/bucketKeyEnabled", false)),
        Raw);

    [Fact]
    public Task A_policy_that_refuses_plain_HTTP_for_reading_only_is_found() => StackRule.Finds(
        TakesPlainHttp,
        stack => stack.With(
            ResourceTypes.BucketPolicy, Raw, policy => policy.Replace(
                "policy", "\"Sid\":\"TlsOnly\",\"Effect\":\"Deny\"", "\"Sid\":\"TlsOnly\",\"Effect\":\"Allow\"")),
        Raw);

    [Fact]
    public Task A_policy_that_allows_another_account_is_found() => StackRule.Finds(
        TakesOtherAccounts,
        stack => stack.With(
            ResourceTypes.BucketPolicy, Raw, policy => policy.Replace("policy", "StringNotEquals", "StringEquals")),
        Raw);

    [Fact]
    public Task A_policy_with_a_condition_on_a_key_that_anonymous_requests_lack_is_found() => StackRule.Finds(
        TakesAnonymousRequests,
        stack => stack.With(
            ResourceTypes.BucketPolicy, Raw, policy => policy.Replace("policy", "BoolIfExists", "Bool")),
        Raw);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_object_without_a_checksum_or_before_the_key_is_found(bool isChecked) => StackRule.Finds(
        IsPutWrongly,
        stack => stack.With(
            ResourceTypes.BucketObject,
            "spotify-prod-playlists",
            found => isChecked ? found with { DependsOn = [] } : found.Set("checksumAlgorithm", null)),
        "spotify-prod-playlists");

    [Fact]
    public Task A_lifecycle_that_keeps_incomplete_uploads_is_found() => StackRule.Finds(
        KeepsIncompleteUploads,
        stack => stack.With(
            ResourceTypes.BucketLifecycle,
            "spotify-prod-processed",
            lifecycle => lifecycle.Set($"rules/{lifecycle.Parts("rules").Length - 1}/status", "Disabled")),
        "spotify-prod-processed");

    [Fact]
    public Task A_lifecycle_that_archives_raw_pages_is_found() => StackRule.Finds(
        Archives,
        stack => stack.With(
            ResourceTypes.BucketLifecycle, Raw, lifecycle =>
                lifecycle.Set("rules/0/transitions/0/storageClass", "DEEP_ARCHIVE")),
        Raw);

    private static IEnumerable<string> LetsThePublicIn(DeclaredStack stack) => Without(
        stack,
        ResourceTypes.BucketPublicAccessBlock,
        block => block.Flag("blockPublicAcls") && block.Flag("blockPublicPolicy")
            && block.Flag("ignorePublicAcls") && block.Flag("restrictPublicBuckets"));

    // Without a configuration, S3 encrypts with its own keys.
    private static IEnumerable<string> IsNotEncrypted(DeclaredStack stack) =>
        stack.OfType(ResourceTypes.Key).SingleOrDefault() is not { } key ? [] : Without(
            stack,
            ResourceTypes.BucketEncryption,
            encryption => encryption.Parts("rules") is [var rule]
                && rule.OptionalText("applyServerSideEncryptionByDefault.sseAlgorithm") == "aws:kms"
                && rule.OptionalText("applyServerSideEncryptionByDefault.kmsMasterKeyId") == key.Arn
                && rule.Flag("bucketKeyEnabled"));

    private static IEnumerable<string> TakesPlainHttp(DeclaredStack stack) =>
        Takes(stack, BucketPolicies.Request(stack.AccountId).With("aws:SecureTransport", "false"));

    private static IEnumerable<string> TakesOtherAccounts(DeclaredStack stack) =>
        Takes(stack, BucketPolicies.Request("999999999999"));

    private static IEnumerable<string> TakesAnonymousRequests(DeclaredStack stack) =>
        Takes(stack, new RequestContext().With("aws:SecureTransport", "true"));

    // S3 locks no object without a checksum, and an object that is written before its bucket's key keeps another one.
    private static IEnumerable<string> IsPutWrongly(DeclaredStack stack) =>
        from put in stack.OfType(ResourceTypes.BucketObject)
        where put.OptionalText("checksumAlgorithm") is null
            || stack.OfType(ResourceTypes.BucketEncryption).Any(encryption =>
                encryption.Text("bucket") == put.Text("bucket") && !put.DependsOn.Contains(encryption.Title))
        select put.Title;

    private static IEnumerable<string> KeepsIncompleteUploads(DeclaredStack stack) => Without(
        stack,
        ResourceTypes.BucketLifecycle,
        lifecycle => lifecycle.Parts("rules").Any(rule => rule.OptionalText("status") == "Enabled"
            && rule.OptionalText("filter.prefix") is null or ""
            && rule.Number("abortIncompleteMultipartUpload.daysAfterInitiation") is > 0));

    private static IEnumerable<string> Archives(DeclaredStack stack) =>
        from lifecycle in stack.OfType(ResourceTypes.BucketLifecycle)
        from rule in lifecycle.Parts("rules")
        from transition in rule.Parts("transitions")
        where transition.Text("storageClass") is not ("STANDARD_IA" or "GLACIER_IR")
        select lifecycle.Title;

    private static IEnumerable<string> Without(
        DeclaredStack stack, string type, Func<DeclaredResource, bool> isRight) =>
        from bucket in stack.OfType(ResourceTypes.Bucket)
        let found = bucket.FindResources(stack, type).ToList()
        where found.Count != 1 || !isRight(found[0])
        select bucket.Title;

    // Reading, writing, deleting and listing must each be denied by the bucket's own policy.
    private static IEnumerable<string> Takes(DeclaredStack stack, RequestContext request) => Without(
        stack,
        ResourceTypes.BucketPolicy,
        policy =>
        {
            var bucket = $"arn:aws:s3:::{policy.Text("bucket")}";
            (string Action, string Resource)[] calls =
            [
                ("s3:GetObject", $"{bucket}/raw/a"), ("s3:PutObject", $"{bucket}/songs/a"),
                ("s3:DeleteObject", $"{bucket}/a"), ("s3:ListBucket", bucket),
            ];
            return calls.All(call => policy.Denials().Any(denial =>
                denial.Principal!.Anyone && denial.Covers(call.Action, call.Resource, request)));
        });
}
