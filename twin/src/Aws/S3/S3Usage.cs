using Twin.Aws.Metering;
using Twin.Declaration;

namespace Twin.Aws.S3;

/// <summary>The billable use of S3.</summary>
public static class S3Usage
{
    public const string Service = "S3";

    /// <summary>Bytes in a bucket at the end of the run; the resource is the bucket.</summary>
    public const string BytesStored = "bytes stored";

    /// <summary>Objects in a bucket at the end of the run.</summary>
    public const string ObjectsStored = "objects stored";

    /// <summary>Counts the objects and bytes in each bucket, except those that the deployment stored.</summary>
    public static void Count(IEnumerable<Bucket> buckets, DeclaredStack stack, Meter meter)
    {
        var deployed = stack.OfType(S3Resources.BucketObject)
            .Select(declared => (declared.Text("bucket"), declared.Text("key")))
            .ToHashSet();
        foreach (var bucket in buckets)
        {
            var objects = bucket.Objects.Values.Where(found => !deployed.Contains((bucket.Name, found.Key))).ToList();
            meter.Count(Service, ObjectsStored, bucket.Name, quantity: objects.Count);
            meter.Count(Service, BytesStored, bucket.Name, quantity: objects.Sum(found => found.Size));
        }
    }
}
