using System.Collections.Immutable;
using System.Text;
using Local.Aws.Declaration;
using Local.Aws.Iam;
using Local.Aws.Kms;
using Local.Aws.S3;

namespace Local.Twin;

/// <summary>S3, from the declared buckets, what is configured of them, and objects.</summary>
internal static class DeclaredStorage
{
    /// <summary>Every declared bucket, empty.</summary>
    /// <exception cref="RunFailedException">S3 would refuse a configuration.</exception>
    public static BucketStore Of(DeclaredStack stack, KeyService keys, string bucketsRoot, TimeProvider clock)
    {
        var store = new BucketStore(bucketsRoot, clock);
        try
        {
            var encryption = Configurations(stack, ResourceTypes.BucketEncryption);
            var versioning = Configurations(stack, ResourceTypes.BucketVersioning);
            var lifecycle = Configurations(stack, ResourceTypes.BucketLifecycle);
            foreach (var name in stack.OfType(ResourceTypes.Bucket).Select(bucket => bucket.Text("bucket")))
            {
                store.Create(name, new BucketSettings
                {
                    IsVersioned = versioning.GetValueOrDefault(name) is { } versions && IsVersioned(versions),
                    Encryption = encryption.GetValueOrDefault(name) is { } encrypted
                        ? Encryption(encrypted, keys)
                        : ObjectEncryption.OfS3,
                    Lifecycle = lifecycle.GetValueOrDefault(name) is { } rules
                        ? DeclaredLifecycle.Of(rules)
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

    /// <summary>
    /// Puts the declared objects where they belong, as whoever deploys the stack. That is done before anything runs,
    /// so nobody is notified of them.
    /// </summary>
    /// <exception cref="RunFailedException">S3 would refuse an object.</exception>
    public static async Task PutObjectsAsync(
        DeclaredStack stack,
        BucketStore store,
        S3Access access,
        Caller deployment,
        CancellationToken cancellationToken)
    {
        foreach (var declared in stack.OfType(ResourceTypes.BucketObject))
        {
            var (bucket, key) = (declared.Text("bucket"), declared.Text("key"));
            try
            {
                var encryption = store.Get(bucket).Settings.Encryption;
                access.ExpectObject(deployment, "s3:PutObject", bucket, key);
                access.ExpectEncryption(deployment, encryption, bucket, key);
                await store.PutAsync(
                    bucket,
                    key,
                    Encoding.UTF8.GetBytes(declared.OptionalText("content") ?? ""),
                    declared.OptionalText("contentType"),
                    encryption,
                    cancellationToken);
            }
            catch (S3Exception refused)
            {
                throw new RunFailedException($"{declared.Title}: {refused.Message}");
            }
        }
    }

    /// <summary>The declarations of one type, by the bucket that they are of.</summary>
    /// <exception cref="RunFailedException">A bucket has two of them, or there is no such bucket.</exception>
    public static ImmutableDictionary<string, DeclaredResource> Configurations(DeclaredStack stack, string type)
    {
        var buckets = stack.OfType(ResourceTypes.Bucket).Select(bucket => bucket.Text("bucket")).ToHashSet();
        var found = ImmutableDictionary.CreateBuilder<string, DeclaredResource>(StringComparer.Ordinal);
        foreach (var configuration in stack.OfType(type))
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

    private static bool IsVersioned(DeclaredResource versioning) =>
        versioning.Text("versioningConfiguration.status") switch
        {
            "Enabled" => true,
            "Disabled" => false,
            var status => throw new RunFailedException(
                $"{versioning.Title} has the status {status}: the twin has Enabled and Disabled only."),
        };

    private static ObjectEncryption Encryption(DeclaredResource encryption, KeyService keys)
    {
        if (encryption.Parts("rules") is not [var rule])
        {
            throw new RunFailedException($"{encryption.Title}: S3 takes exactly one rule.");
        }

        var algorithm = rule.OptionalText("applyServerSideEncryptionByDefault.sseAlgorithm") ?? "AES256";
        var key = rule.OptionalText("applyServerSideEncryptionByDefault.kmsMasterKeyId");
        switch (algorithm)
        {
            case "AES256" when key is null:
                return ObjectEncryption.OfS3;
            case "AES256":
                throw new RunFailedException(
                    $"{encryption.Title}: S3 says: a KMSMasterKeyID is not applicable if the default sse algorithm is "
                    + "not aws:kms");
            case ObjectEncryption.Kms:
                return new ObjectEncryption(
                    algorithm,
                    KeyNamed(encryption, key ?? ObjectEncryption.DefaultKey, keys),
                    rule.Flag("bucketKeyEnabled"));
            default:
                throw new RunFailedException(
                    $"{encryption.Title}: the twin does not know the algorithm {algorithm}. It has AES256 and "
                    + "aws:kms.");
        }
    }

    private static string KeyNamed(DeclaredResource encryption, string key, KeyService keys)
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
