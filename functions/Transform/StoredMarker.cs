using Functions.Lake;

namespace Functions.Transform;

/// <param name="Marker">The marker; null if there is none, or if it cannot be read.</param>
/// <param name="ETag">The object's ETag, in quotes as S3 returns it; null if there is no object.</param>
internal sealed record StoredMarker(SnapshotMarker? Marker, string? ETag)
{
    public static readonly StoredMarker None = new(null, null);
}
