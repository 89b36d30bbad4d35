using Local.Aws.Declaration;
using Local.Aws.Metering;

namespace Local.Aws.S3;

/// <summary>The billable use of S3.</summary>
internal static class S3Usage
{
    /// <summary>Counts the objects and bytes in each bucket, except those that the deployment stored.</summary>
    public static void Count(IEnumerable<Bucket> buckets, DeclaredStack stack, Meter meter)
    {
        var deployed = stack.OfType(S3Resources.BucketObject)
            .Select(declared => (declared.Text("bucket"), declared.Text("key")))
            .ToHashSet();
        foreach (var bucket in buckets)
        {
            var objects = bucket.Objects.Values.Where(found => !deployed.Contains((bucket.Name, found.Key))).ToList();
            meter.Count(MeteredService.S3, MeteredOperation.ObjectsStored, bucket.Name, quantity: objects.Count);
            meter.Count(
                MeteredService.S3,
                MeteredOperation.BytesStored,
                bucket.Name,
                quantity: objects.Sum(found => found.Size));
        }
    }
}
