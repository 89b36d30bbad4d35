namespace Functions.Repair;

/// <summary>The chronological order of a playlist's snapshots of one day. Their manifests have it, not their
/// keys.</summary>
internal sealed class SnapshotOrder(IAmazonS3 s3, string rawBucket)
{
    /// <summary>The snapshots that are later than the marker's, the latest first, and then those whose manifest cannot
    /// be read: an attempt to transform them reports the reason. The manifest of a single snapshot without a marker is
    /// not read.</summary>
    /// <param name="ofOneDay">The snapshots of one playlist and day.</param>
    /// <param name="marker">The marker of the playlist and day; null if there is none.</param>
    public async Task<IReadOnlyList<RawSnapshot>> LatestFirstAsync(
        IReadOnlyList<RawSnapshot> ofOneDay, SnapshotMarker? marker, CancellationToken cancellationToken)
    {
        if (marker is null && ofOneDay.Count == 1)
        {
            return ofOneDay;
        }

        var times = new List<(string? ExtractedAt, RawSnapshot Snapshot)>();
        foreach (var snapshot in ofOneDay.Where(snapshot => snapshot.Manifest != marker?.Manifest))
        {
            var extractedAt = await ExtractedAtAsync(snapshot, cancellationToken);
            if (extractedAt is null || marker?.IsLaterThan(extractedAt, snapshot.Manifest) != true)
            {
                times.Add((extractedAt, snapshot));
            }
        }

        return
        [
            .. times
                .OrderByDescending(time => time.ExtractedAt, StringComparer.Ordinal)
                .ThenByDescending(time => time.Snapshot.Manifest, RawSnapshot.ManifestOrder)
                .Select(time => time.Snapshot),
        ];
    }

    private async Task<string?> ExtractedAtAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await s3.ReadAsync(
                rawBucket, snapshot.Manifest, StoredObjects.MaxDocument, cancellationToken);
            return SnapshotManifest.Parse(manifest).ExtractedAt;
        }
        catch (Exception e) when (e is JsonException or ObjectTooLargeException)
        {
            return null;
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(rawBucket, snapshot.Manifest, "read", e);
        }
    }
}
