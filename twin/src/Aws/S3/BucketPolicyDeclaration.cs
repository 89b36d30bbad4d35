namespace Twin.Aws.S3;

/// <summary>The declared policies of buckets.</summary>
internal static class BucketPolicyDeclaration
{
    /// <summary>Adds every declared policy of a bucket.</summary>
    /// <exception cref="RunFailedException">S3 would refuse one.</exception>
    public static void AddAll(DeclaredStack stack, AccessControl access)
    {
        // Of a block, only its bucket counts: no policy that the twin judges is public.
        _ = BucketConfigurations.ByBucket(stack, S3Resources.BucketPublicAccessBlock);
        foreach (var (bucket, policy) in BucketConfigurations.ByBucket(stack, S3Resources.BucketPolicy))
        {
            Add(stack, access, bucket, policy);
        }
    }

    private static void Add(DeclaredStack stack, AccessControl access, string bucket, DeclaredResource declared)
    {
        var policy = PolicyDeclaration.ReadOfResource(stack, declared);
        var arn = $"arn:aws:s3:::{bucket}";
        foreach (var statement in policy.Statements)
        {
            if (statement.Resources?.FirstOrDefault(pattern => !IsOf(pattern, arn)) is { } other)
            {
                throw new RunFailedException(
                    $"{declared.Title}, statement {statement.Label}: S3 says: Policy has invalid resource. {other} is "
                    + $"not of the bucket {bucket}.");
            }
        }

        access.AddResourcePolicy(arn, policy);
    }

    private static bool IsOf(string pattern, string bucketArn) =>
        pattern == bucketArn || pattern.StartsWith(bucketArn + "/", StringComparison.Ordinal);
}
