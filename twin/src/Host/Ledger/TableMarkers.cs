using Functions.Lake;
using Twin.Aws.S3;

namespace Twin.Host.Ledger;

/// <summary>The markers in all buckets.</summary>
internal static class TableMarkers
{
    /// <summary>One for each playlist and day, however often it was transformed.</summary>
    public static IEnumerable<SnapshotMarker> OfSnapshots(BucketStore buckets) =>
        Read(buckets, SnapshotMarker.Prefix).Select(utf8 => SnapshotMarker.Find(utf8)).OfType<SnapshotMarker>();

    /// <summary>One for each month of plays.</summary>
    public static IEnumerable<PlaysMarker> OfMonths(BucketStore buckets) =>
        Read(buckets, PlaysMarker.Prefix).Select(utf8 => PlaysMarker.Find(utf8)).OfType<PlaysMarker>();

    private static IEnumerable<byte[]> Read(BucketStore buckets, string prefix)
    {
        foreach (var bucket in buckets.Buckets)
        {
            foreach (var key in bucket.Below(prefix).Select(found => found.Key))
            {
                using var marker = bucket.OpenRead(key).Bytes;
                var utf8 = new byte[marker.Length];
                marker.ReadExactly(utf8);
                yield return utf8;
            }
        }
    }
}
