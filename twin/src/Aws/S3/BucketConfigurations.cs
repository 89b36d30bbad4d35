using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.S3;

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
