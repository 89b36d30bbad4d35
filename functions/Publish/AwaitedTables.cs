using System.Collections.Concurrent;
using Functions.Transform;

namespace Functions.Publish;

/// <summary>The manifests of a request that have no tables yet.</summary>
internal sealed class AwaitedTables(IAmazonS3 s3, PublicationSettings settings, Ledger ledger)
{
    private const int MaxInFlight = 16;

    private readonly ProcessedStore _tables = new(s3, settings.ProcessedBucket);

    /// <summary>The manifests of the request that no marker tells of, in the order of their keys.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(
        PublicationRequest request, CancellationToken cancellationToken) =>
    [
        .. (await MissingSnapshotsAsync(request, cancellationToken))
            .Concat(await MissingPlaysAsync(request, cancellationToken))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The first day of some manifests: of plays, that of their month.</summary>
    /// <param name="manifests">The keys, at least one.</param>
    public static DateOnly FirstDayOf(IEnumerable<string> manifests) => manifests.Min(key =>
        RawSnapshot.TryParseManifest(key, out var snapshot) ? snapshot.Date
        : MonthManifest.TryParse(key, out var month) ? month.FirstDay
        : DateOnly.MaxValue);

    // The marker of a later snapshot of the same playlist and day counts too: the tables hold that one.
    private async Task<IEnumerable<string>> MissingSnapshotsAsync(
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
        var missing = awaited
            .Where(manifest => !markers.ContainsKey((manifest.Snapshot.Date, manifest.Snapshot.PlaylistId)))
            .Select(manifest => manifest.Key)
            .ToList();
        // A day may have the marker of an earlier snapshot: only its content tells.
        return missing.Count > 0
            ? missing
            : await MissingAsync(
                awaited,
                async (manifest, cancelled) =>
                {
                    var found = await _tables.FindMarkerAsync(
                        manifest.Snapshot.Date, manifest.Snapshot.PlaylistId, cancelled);
                    return found.Marker is { } marker && IsSettled(marker, manifest.Key, request.ExtractedAt)
                        ? []
                        : [manifest.Key];
                },
                cancellationToken);
    }

    private async Task<IEnumerable<string>> MissingPlaysAsync(
        PublicationRequest request, CancellationToken cancellationToken)
    {
        var awaited = request.Manifests
            .Select(key =>
                MonthManifest.TryParse(key, out var month) ? (Key: key, Month: month) : default)
            .Where(manifest => manifest.Key is not null)
            .ToLookup(manifest => manifest.Month, manifest => manifest.Key);
        return await MissingAsync(
            awaited,
            async (month, cancelled) =>
            {
                var found = await _tables.FindMarkerAsync(month.Key, cancelled);
                return month.Except(found.Marker?.Manifests ?? []);
            },
            cancellationToken);
    }

    private static async Task<IEnumerable<string>> MissingAsync<T>(
        IEnumerable<T> awaited,
        Func<T, CancellationToken, Task<IEnumerable<string>>> find,
        CancellationToken cancellationToken)
    {
        var missing = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            awaited,
            new ParallelOptions { MaxDegreeOfParallelism = MaxInFlight, CancellationToken = cancellationToken },
            async (one, cancelled) =>
            {
                foreach (var key in await find(one, cancelled))
                {
                    missing.Add(key);
                }
            });
        return missing;
    }

    private static bool IsSettled(SnapshotMarker marker, string manifest, string? extractedAt) =>
        marker.Manifest == manifest || (extractedAt is not null && marker.IsLaterThan(extractedAt, manifest));
}
