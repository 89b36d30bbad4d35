using Functions.Transform;

namespace Functions.Repair;

/// <summary>Finds the months of plays whose marker does not tell of all their manifests, or of their file as it is,
/// among those that got a manifest in some days.</summary>
internal static class MonthCheck
{
    /// <param name="from">The time of the first manifest that counts.</param>
    /// <param name="settled">The time after which a written object may not have its marker yet.</param>
    /// <returns>The number of compared manifests, and the months, in their order.</returns>
    public static async Task<(int Manifests, IReadOnlyList<SuspectMonth> Suspects)> RunAsync(
        Ledger ledger,
        ProcessedStore store,
        DateTimeOffset from,
        DateTimeOffset settled,
        CancellationToken cancellationToken)
    {
        // A page may have plays of the month before.
        var pages = await ledger.PlayPagesAsync(
            PlayedMonth.Of(from).Add(-1), PlayedMonth.Of(settled), cancellationToken);
        var touched = (await ledger.ImportsAsync(null, cancellationToken))
            .Concat(pages)
            .Where(manifest => manifest.WrittenAt <= settled)
            .GroupBy(manifest => manifest.Month)
            .Where(month => month.Any(manifest => manifest.WrittenAt >= from))
            .OrderBy(month => month.Key.FirstDay)
            .ToList();
        if (touched.Count == 0)
        {
            return (0, []);
        }

        var files = await FilesAsync(ledger, settled, cancellationToken);
        var suspects = new List<SuspectMonth>();
        foreach (var month in touched)
        {
            var found = await store.FindMarkerAsync(month.Key, cancellationToken);
            if (found.Marker is not { } marker
                || month.Any(manifest => !marker.Manifests.Contains(manifest.Key))
                || (files.TryGetValue(month.Key, out var listed)
                    && listed.ETag == found.ETag
                    && listed.Files.Contradicts(marker)))
            {
                suspects.Add(new SuspectMonth(month.Key, month.MaxBy(manifest => manifest.WrittenAt)!));
            }
        }

        return (touched.Sum(month => month.Count()), suspects);
    }

    /// <summary>The files of each month that has a marker, and the marker's ETag.</summary>
    private static async Task<Dictionary<PlayedMonth, (string? ETag, ListedTables Files)>> FilesAsync(
        Ledger ledger, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        var markers = new Dictionary<PlayedMonth, ListedMonth>();
        await foreach (var marker in ledger.MonthsAsync(PlaysMarker.Prefix, cancellationToken))
        {
            markers[marker.Month] = marker;
        }

        var files = markers.ToDictionary(
            marker => marker.Key, marker => (marker.Value.ETag, Files: new ListedTables([Tables.Plays])));
        foreach (var (index, prefix) in new[] { Tables.Plays.Prefix, RejectedZone.Prefix }.Index())
        {
            await foreach (var file in ledger.MonthsAsync(prefix, cancellationToken))
            {
                if (files.TryGetValue(file.Month, out var listed))
                {
                    listed.Files.Add(index, file, markers[file.Month].WrittenAt, settled);
                }
            }
        }

        return files;
    }
}

/// <param name="Newest">The manifest of the month that was written last.</param>
internal sealed record SuspectMonth(PlayedMonth Month, MonthManifest Newest);
