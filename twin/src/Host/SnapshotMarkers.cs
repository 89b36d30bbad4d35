using Functions.Lake;
using Twin.Aws.S3;

namespace Twin.Host;

internal static class SnapshotMarkers
{
    /// <summary>The markers in all buckets: one for each playlist and day, however often it was transformed.</summary>
    public static IEnumerable<SnapshotMarker> In(BucketStore buckets)
    {
        foreach (var bucket in buckets.Buckets)
        {
            foreach (var key in bucket.Objects.Keys.Where(
                key => key.StartsWith(SnapshotMarker.Prefix, StringComparison.Ordinal)))
            {
                using var marker = bucket.OpenRead(key).Bytes;
                var utf8 = new byte[marker.Length];
                marker.ReadExactly(utf8);
                if (SnapshotMarker.Find(utf8) is { } found)
                {
                    yield return found;
                }
            }
        }
    }
}
