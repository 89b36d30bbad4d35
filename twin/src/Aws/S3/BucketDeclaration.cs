namespace Twin.Aws.S3;

/// <summary>The declared buckets and their configurations.</summary>
internal static class BucketDeclaration
{
    /// <summary>Every declared bucket, empty.</summary>
    /// <exception cref="RunFailedException">S3 would refuse a configuration.</exception>
    public static BucketStore ReadAll(DeclaredStack stack, KmsService keys, string bucketsRoot, TimeProvider clock)
    {
        var store = new BucketStore(bucketsRoot, clock);
        try
        {
            var encryption = BucketConfigurations.ByBucket(stack, S3Resources.BucketEncryption);
            var versioning = BucketConfigurations.ByBucket(stack, S3Resources.BucketVersioning);
            var locks = BucketConfigurations.ByBucket(stack, S3Resources.BucketObjectLock);
            var lifecycle = BucketConfigurations.ByBucket(stack, S3Resources.BucketLifecycle);
            foreach (var name in stack.OfType(S3Resources.Bucket).Select(bucket => bucket.Text("bucket")))
            {
                var isVersioned = versioning.GetValueOrDefault(name) is { } versions && IsVersioned(versions);
                store.Create(name, new BucketSettings
                {
                    IsVersioned = isVersioned,
                    ObjectLockDays = locks.GetValueOrDefault(name) is { } locked
                        ? ObjectLockDeclaration.ReadDays(locked, isVersioned)
                        : null,
                    Encryption = encryption.GetValueOrDefault(name) is { } encrypted
                        ? Encryption(encrypted, keys)
                        : ObjectEncryption.OfS3,
                    Lifecycle = lifecycle.GetValueOrDefault(name) is { } rules
                        ? LifecycleDeclaration.Read(rules)
                        : LifecycleConfiguration.None,
                });
            }

            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static bool IsVersioned(DeclaredResource versioning) =>
        versioning.Text("versioningConfiguration.status") switch
        {
            "Enabled" => true,
            "Disabled" => false,
            var status => throw new RunFailedException(
                $"{versioning.Title} has the status {status}: the twin has Enabled and Disabled only."),
        };

    private static ObjectEncryption Encryption(DeclaredResource encryption, KmsService keys)
    {
        if (encryption.Parts("rules") is not [var rule])
        {
            throw new RunFailedException($"{encryption.Title}: S3 takes exactly one rule.");
        }

        var algorithm = rule.OptionalText("applyServerSideEncryptionByDefault.sseAlgorithm");
        var key = rule.OptionalText("applyServerSideEncryptionByDefault.kmsMasterKeyId");
        return algorithm == ObjectEncryption.Kms
            ? new ObjectEncryption(
                algorithm,
                KeyNamed(encryption, key ?? ObjectEncryption.DefaultKey, keys),
                rule.Flag("bucketKeyEnabled"))
            : throw new RunFailedException(
                $"{encryption.Title} has the algorithm '{algorithm}'. The twin has aws:kms only: without a "
                + "configuration, S3 encrypts with its own keys.");
    }

    private static string KeyNamed(DeclaredResource encryption, string key, KmsService keys)
    {
        try
        {
            return keys.IsOfAws(key) ? key : keys.Find(key).Arn;
        }
        catch (KeyException refused)
        {
            throw new RunFailedException($"{encryption.Title}: {refused.Message}");
        }
    }
}

/// <summary>The resources that each configure one aspect of a bucket.</summary>
internal static class BucketConfigurations
{
    /// <summary>The resources of a kind, by their bucket.</summary>
    /// <exception cref="RunFailedException">A bucket has two of them, or does not exist.</exception>
    public static ImmutableDictionary<string, DeclaredResource> ByBucket(
        DeclaredStack stack, ResourceKind kind)
    {
        var buckets = stack.OfType(S3Resources.Bucket).Select(bucket => bucket.Text("bucket")).ToHashSet();
        var found = ImmutableDictionary.CreateBuilder<string, DeclaredResource>(StringComparer.Ordinal);
        foreach (var configuration in stack.OfType(kind))
        {
            var bucket = configuration.Text("bucket");
            if (!buckets.Contains(bucket))
            {
                throw new RunFailedException(
                    $"{configuration.Title} is of the bucket {bucket}, which is not declared.");
            }

            if (!found.TryAdd(bucket, configuration))
            {
                throw new RunFailedException(
                    $"{configuration.Title} and {found[bucket].Title} are of one bucket, {bucket}: the second would "
                    + "silently replace the first. Declare all in one.");
            }
        }

        return found.ToImmutable();
    }
}

internal static class ObjectLockDeclaration
{
    // "Object Lock retention periods" in the S3 user guide: 100 years.
    private const int MaxDays = 36_500;

    /// <summary>Reads and checks the days for which a new version is locked.</summary>
    /// <exception cref="RunFailedException">S3 would refuse the configuration, or the twin does not have its mode.
    /// </exception>
    public static int ReadDays(DeclaredResource declared, bool isVersioned)
    {
        const string Retention = "rule.defaultRetention";
        if (!isVersioned)
        {
            throw new RunFailedException(
                $"{declared.Title}: S3 says: Versioning must be 'Enabled' on the bucket to apply a Object Lock "
                + "configuration");
        }

        if (declared.OptionalText($"{Retention}.mode") is not "GOVERNANCE" and var mode)
        {
            throw new RunFailedException(
                $"{declared.Title} has the mode '{mode}'. The twin has GOVERNANCE only.");
        }

        return declared.Number($"{Retention}.days") is { } days and >= 1 and <= MaxDays
            ? days
            : throw new RunFailedException(
                $"{declared.Title}: S3 says: Default retention period must be a positive integer value. It is a number "
                + $"of days up to {MaxDays}.");
    }
}
