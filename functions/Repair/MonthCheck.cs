using Functions.Transform;

namespace Functions.Repair;

/// <summary>Finds the months of plays whose marker does not tell of all their manifests, or of their file as it is,
/// among those that got a manifest in some days; and those of which something has expired.</summary>
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
        var expired = await ExpiredAsync(ledger, store, settled, cancellationToken);
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
            return (0, expired);
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

        return (
            touched.Sum(month => month.Count()),
            [.. suspects, .. expired.ExceptBy(suspects.Select(suspect => suspect.Month), one => one.Month)]);
    }

    /// <summary>The months that were made from pages or imports that are kept no longer.</summary>
    private static async Task<IReadOnlyList<SuspectMonth>> ExpiredAsync(
        Ledger ledger, ProcessedStore store, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        var found = new List<SuspectMonth>();
        if (ledger.FirstPlay == default && ledger.FirstImport == default)
        {
            return found;
        }

        ILookup<PlayedMonth, string>? kept = null;
        // Beyond it, a marker was written when all pages of its month had expired.
        var age = settled - new DateTimeOffset(ledger.FirstPlay, default, default) + TimeSpan.FromDays(2);
        await foreach (var listed in ledger.MonthsAsync(PlaysMarker.Prefix, cancellationToken))
        {
            if (ledger.FirstImport == default
                && (listed.Month.FirstDay > ledger.FirstPlay
                    || listed.WrittenAt - new DateTimeOffset(listed.Month.LastDay, default, default) > age))
            {
                continue;
            }

            if ((await store.FindMarkerAsync(listed.Month, cancellationToken)).Marker is { } marker)
            {
                kept ??= (await ledger.ImportsAsync(null, cancellationToken))
                    .Concat(await ledger.PlayPagesAsync(PlayedMonth.First, PlayedMonth.Of(settled), cancellationToken))
                    .ToLookup(manifest => manifest.Month, manifest => manifest.Key);
                if (marker.Manifests.Except(kept[listed.Month]).Any())
                {
                    found.Add(new SuspectMonth(
                        listed.Month, new MonthManifest(listed.Month, listed.Key, listed.WrittenAt)));
                }
            }
        }

        return found;
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
