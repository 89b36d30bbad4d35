namespace Tests.Infra.Rules;

/// <summary>Rules over how objects may be written, whoever may write them.</summary>
public class WriteRules
{
    private const string Raw = "spotify-prod-raw";
    private const string Processed = "spotify-prod-processed";
    private const string NothingThere = "s3:if-none-match";
    private const string KnownThere = "s3:if-match";
    private const string Algorithm = "s3:x-amz-server-side-encryption";
    private const string Key = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    private const string CustomerAlgorithm = "s3:x-amz-server-side-encryption-customer-algorithm";
    private const string ForeignKey = "arn:aws:kms:eu-central-1:999999999999:key/foreign";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_bucket_refuses_keys_that_are_not_the_stacks_and_nothing_else(string stack) =>
        StackRule.Holds(stack, TakesOtherKeys);

    [Fact]
    public Task A_bucket_without_a_policy_is_found() => StackRule.Finds(
        TakesOtherKeys,
        stack => stack.Plus(ResourceTypes.Bucket, "careless", ("bucket", "careless"), ("arn", "arn:aws:s3:::careless")),
        "careless");

    [Theory]
    [InlineData("NoKeysOfWriters\",\"Effect\":\"Deny", "NoKeysOfWriters\",\"Effect\":\"Allow")]
    [InlineData("NoForeignKeys\",\"Effect\":\"Deny", "NoForeignKeys\",\"Effect\":\"Allow")]
    [InlineData("\"aws:kms*\"", "\"aws:kms\"")]
    [InlineData(CustomerAlgorithm + "\":\"false", CustomerAlgorithm + "\":\"true")]
    [InlineData(":key/", ":key/another-")]
    public Task A_policy_that_takes_another_key_or_refuses_the_stacks_own_is_found(string right, string other) =>
        StackRule.Finds(
            TakesOtherKeys,
            stack => stack.With(ResourceTypes.BucketPolicy, Raw, policy => policy.Replace("policy", right, other)),
            Raw);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Pages_are_written_once_and_markers_over_known_ones_and_all_else_is_written_over(string stack) =>
        StackRule.Holds(stack, IsWrittenOtherwise);

    [Theory]
    [InlineData(Raw, "\"s3:if-none-match\":\"true\"", "\"s3:if-none-match\":\"false\"")]
    [InlineData(Raw, "\"s3:if-none-match\"", "\"s3:if-match\"")]
    [InlineData(Raw, "\"s3:ObjectCreationOperation\":\"true\"", "\"s3:ObjectCreationOperation\":\"false\"")]
    [InlineData(
        Raw,
        "\"Resource\":[\"arn:aws:s3:::spotify-prod-raw/raw/*\",\"arn:aws:s3:::spotify-prod-raw/imports/*\","
        + "\"arn:aws:s3:::spotify-prod-raw/publications/*\"]",
        "\"Resource\":[\"arn:aws:s3:::spotify-prod-raw/*\"]")]
    [InlineData(Processed, "\"s3:if-match\":\"true\",", "")]
    [InlineData(Processed, "WrittenOverKnown\",\"Effect\":\"Deny", "WrittenOverKnown\",\"Effect\":\"Allow")]
    public Task A_policy_that_has_objects_written_otherwise_is_found(string bucket, string right, string other) =>
        StackRule.Finds(
            IsWrittenOtherwise,
            stack => stack.With(ResourceTypes.BucketPolicy, bucket, policy => policy.Replace("policy", right, other)),
            bucket);

    [Fact]
    public Task A_second_bucket_of_pages_without_the_condition_is_found() => StackRule.Finds(
        IsWrittenOtherwise,
        stack => stack
            .Plus(ResourceTypes.Bucket, "careless", ("bucket", "careless"), ("arn", "arn:aws:s3:::careless"))
            .With(ResourceTypes.RolePolicy, "spotify-prod-extract", policy => policy.Replace(
                "policy", "arn:aws:s3:::spotify-prod-raw/state/playlists/*", "arn:aws:s3:::careless/raw/*")),
        "careless");

    private static IEnumerable<string> TakesOtherKeys(DeclaredStack stack)
    {
        foreach (var bucket in stack.OfType(ResourceTypes.Bucket))
        {
            var own = bucket.FindResources(stack, ResourceTypes.BucketEncryption)
                .SingleOrDefault()?.Parts("rules").Single()
                .OptionalText("applyServerSideEncryptionByDefault.kmsMasterKeyId");
            RequestContext[] refused =
            [
                Put().With(CustomerAlgorithm, "AES256"),
                Put().With(Algorithm, "aws:kms"),
                Put().With(Algorithm, "aws:kms").With(Key, ForeignKey),
                Put().With(Algorithm, "aws:kms:dsse").With(Key, ForeignKey),
            ];
            RequestContext[] taken =
            [
                Put(),
                Put().With(Algorithm, "AES256"),
                .. own is null ? Array.Empty<RequestContext>() : [Put().With(Algorithm, "aws:kms").With(Key, own)],
            ];
            if (!refused.All(Denies) || taken.Any(Denies))
            {
                yield return bucket.Title;
            }

            // Below no prefix that has writers of its own: what is refused there is refused everywhere.
            bool Denies(RequestContext request) => DenialsOf(stack, bucket)
                .Any(denial => denial.Covers("s3:PutObject", $"{bucket.Arn}/a", request));
        }

        RequestContext Put() => WriteRules.Put(stack, "administrator");
    }

    private static IEnumerable<string> IsWrittenOtherwise(DeclaredStack stack)
    {
        foreach (var bucket in stack.OfType(ResourceTypes.Bucket))
        {
            if (RoleStatements.WritersOf(stack, bucket).Any(writer => !IsRight(writer.Role, writer.Prefix)))
            {
                yield return bucket.Title;
            }

            bool IsRight(string role, string prefix)
            {
                var (once, known) = (
                    Zones.Raw.Any(IsBelow) || IsBelow(PublicationRequest.Prefix), Zones.Markers.Any(IsBelow));
                if (role.EndsWith("-forget", StringComparison.Ordinal))
                {
                    // It writes pages again, without what is forgotten.
                    return !Denies(Put(stack, role));
                }

                return Denies(Put(stack, role)) == (once || known)
                    && Denies(Put(stack, role).With(KnownThere, "an-etag")) == once
                    && !Denies(Put(stack, role).With(NothingThere, "*"))
                    && !Denies(Put(stack, role).With("s3:ObjectCreationOperation", "false"));

                bool IsBelow(string zone) => prefix.StartsWith($"{bucket.Arn}/{zone}", StringComparison.Ordinal);

                bool Denies(RequestContext request) => DenialsOf(stack, bucket).Any(denial =>
                    denial.Covers("s3:PutObject", prefix.Replace("*", "x", StringComparison.Ordinal), request));
            }
        }
    }

    private static RequestContext Put(DeclaredStack stack, string role) => BucketPolicies.Request(stack.AccountId)
        .With("aws:PrincipalArn", role)
        .With("s3:ObjectCreationOperation", "true");

    private static IReadOnlyList<PolicyStatement> DenialsOf(DeclaredStack stack, DeclaredResource bucket) =>
        bucket.FindResources(stack, ResourceTypes.BucketPolicy).SingleOrDefault()?.Denials() ?? [];
}
