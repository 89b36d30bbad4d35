using System.Collections.Concurrent;
using Functions.Transform;

namespace Functions.Publish;

/// <summary>The snapshots of a request that have no tables yet.</summary>
internal sealed class AwaitedTables(Ledger ledger, ProcessedStore tables)
{
    private const int MaxInFlight = 16;

    /// <summary>The manifests of the request without a marker of their own, in the order of their keys. The marker of a
    /// later snapshot of the same playlist and day counts too: the tables hold that one.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(
        PublicationRequest request, CancellationToken cancellationToken)
    {
        var awaited = request.Manifests
            .Select(key =>
                RawSnapshot.TryParseManifest(key, out var snapshot) ? (Key: key, Snapshot: snapshot) : default)
            .Where(manifest => manifest.Snapshot is not null)
            .ToList();
        if (awaited.Count == 0)
        {
            return [];
        }

        var markers = await ledger.MarkersAsync(
            awaited.Min(manifest => manifest.Snapshot.Date),
            awaited.Max(manifest => manifest.Snapshot.Date),
            cancellationToken);
        var missing = new ConcurrentBag<string>(awaited
            .Where(manifest => !markers.ContainsKey((manifest.Snapshot.Date, manifest.Snapshot.PlaylistId)))
            .Select(manifest => manifest.Key));
        if (missing.IsEmpty)
        {
            // A day may have the marker of an earlier snapshot: only its content tells.
            await Parallel.ForEachAsync(
                awaited,
                new ParallelOptions { MaxDegreeOfParallelism = MaxInFlight, CancellationToken = cancellationToken },
                async (manifest, cancelled) =>
                {
                    var found = await tables.FindMarkerAsync(
                        manifest.Snapshot.Date, manifest.Snapshot.PlaylistId, cancelled);
                    if (found.Marker is not { } marker || !IsSettled(marker, manifest.Key, request.ExtractedAt))
                    {
                        missing.Add(manifest.Key);
                    }
                });
        }

        return [.. missing.Order(StringComparer.Ordinal)];
    }

    private static bool IsSettled(SnapshotMarker marker, string manifest, string? extractedAt) =>
        marker.Manifest == manifest || (extractedAt is not null && marker.IsLaterThan(extractedAt, manifest));
}
