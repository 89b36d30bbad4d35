using Functions.Lake;

namespace Functions.Transform;

/// <summary>What stands where a marker should be.</summary>
/// <param name="Marker">Null: there is none, or it cannot be read.</param>
/// <param name="ETag">Of the object, in quotes as S3 gives it; null: there is none.</param>
internal sealed record StoredMarker(SnapshotMarker? Marker, string? ETag)
{
    public static readonly StoredMarker None = new(null, null);
}
