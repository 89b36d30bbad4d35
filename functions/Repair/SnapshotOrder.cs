using System.Text.Json;
using Amazon.S3;
using Functions.Lake;

namespace Functions.Repair;

/// <summary>The order in time of a day's snapshots of a playlist: their manifests say it, not their keys.</summary>
internal sealed class SnapshotOrder(IAmazonS3 s3, string rawBucket)
{
    /// <summary>
    /// The snapshots that are later than the marker's, the latest first, and behind them those whose manifest says
    /// nothing: whoever tries them is told why. A single one without a marker is not read.
    /// </summary>
    /// <param name="ofOneDay">Of one playlist and one day.</param>
    /// <param name="marker">Null: there is none.</param>
    /// <exception cref="InvalidOperationException">S3 does not give a manifest; the message names it.</exception>
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
        catch (Exception e) when (S3Refusal.Is(e))
        {
            throw S3Refusal.Of(rawBucket, snapshot.Manifest, "read", e);
        }
    }
}
