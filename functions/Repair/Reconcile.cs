using Amazon.S3;
using Functions.Lake;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>
/// Compares the raw snapshots of the last days with the markers of what became of them, and transforms what is
/// missing: an event that S3 never sent, or that nobody could handle, heals without anybody.
/// </summary>
internal sealed class Reconcile(
    IAmazonS3 s3, RepairSettings settings, Ledger ledger, SnapshotTransform transform, ProcessedStore store)
{
    /// <summary>
    /// Days that are looked at. A week is longer than any weekend in which nobody removes the cause of a failure;
    /// what is older is a replay's.
    /// </summary>
    public const int Days = 7;

    /// <summary>
    /// How old a manifest is before its tables are missed: its own event may be under way still, or be tried again,
    /// as Lambda does after one minute and after two.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    // S3 answers many listings at once, and a playlist needs one.
    private const int ListingsAtOnce = 8;

    /// <summary>Each playlist and day that could not be done; the others are done.</summary>
    public FailureList Failures { get; } = new(settings.RawBucket);

    /// <summary>Hears of each snapshot that became tables.</summary>
    public required Action<SnapshotReport> OnRepaired { get; init; }

    /// <summary>Transforms what is missing, the oldest day first, while there is time.</summary>
    /// <param name="now">When the schedule fired.</param>
    /// <param name="running">Ends it early.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task<ReconcileReport> RunAsync(
        DateTimeOffset now, RunningTime running, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var from = today.AddDays(-Days);
        var marked = await ledger.MarkersAsync(from, cancellationToken);
        var manifests = await ManifestsAsync(from, today, cancellationToken);
        var suspects = manifests
            .Where(manifest => manifest.WrittenAt <= now - Grace)
            .GroupBy(manifest => (manifest.Snapshot.Date, manifest.Snapshot.PlaylistId))
            .Where(ofOneDay => !marked.Contains(ofOneDay.Key) || ofOneDay.Skip(1).Any())
            .OrderBy(ofOneDay => ofOneDay.Key.Date)
            .ThenBy(ofOneDay => ofOneDay.Key.PlaylistId, StringComparer.Ordinal);

        var repaired = new List<SnapshotReport>();
        var left = 0;
        foreach (var ofOneDay in suspects)
        {
            if (running.IsOver)
            {
                left++;
            }
            else if (!await TryRepairAsync([.. ofOneDay], marked.Contains(ofOneDay.Key), repaired, cancellationToken))
            {
                left++;
            }
        }

        return new ReconcileReport(manifests.Count, repaired, left);
    }

    private async Task<IReadOnlyList<StoredManifest>> ManifestsAsync(
        DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var manifests = new List<StoredManifest>();
        await Parallel.ForEachAsync(
            ledger.PlaylistsAsync(null, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = ListingsAtOnce, CancellationToken = cancellationToken },
            async (playlist, stop) =>
            {
                var found = await ledger.ManifestsAsync(playlist, from, to, stop);
                lock (manifests)
                {
                    manifests.AddRange(found);
                }
            });
        return manifests;
    }

    // One extraction runs at a time: what was written before the marker's own manifest is no later snapshot, and needs
    // no reading, period after period.
    private static List<RawSnapshot> WrittenSince(SnapshotMarker? marker, IReadOnlyList<StoredManifest> ofOneDay)
    {
        var since = ofOneDay.FirstOrDefault(manifest => manifest.Snapshot.Manifest == marker?.Manifest)?.WrittenAt;
        return
        [
            .. ofOneDay.Where(manifest => since is null || manifest.WrittenAt >= since)
                .Select(manifest => manifest.Snapshot),
        ];
    }

    /// <returns>False where tables are missing still.</returns>
    private async Task<bool> TryRepairAsync(
        IReadOnlyList<StoredManifest> ofOneDay,
        bool isMarked,
        List<SnapshotReport> repaired,
        CancellationToken cancellationToken)
    {
        try
        {
            var (date, playlistId) = (ofOneDay[0].Snapshot.Date, ofOneDay[0].Snapshot.PlaylistId);
            var marker = isMarked
                ? (await store.FindMarkerAsync(date, playlistId, cancellationToken)).Marker
                : null;
            var missing = await new ManifestTimes(s3, settings.RawBucket)
                .LatestFirstAsync(WrittenSince(marker, ofOneDay), marker, cancellationToken);

            // Of a day whose last snapshot is damaged the one before is better than none.
            foreach (var (attempt, snapshot) in missing.Index())
            {
                try
                {
                    var report = (await transform.TransformAsync(snapshot, cancellationToken)).Report;
                    repaired.Add(report);
                    OnRepaired(report);
                    return attempt == 0;
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
                {
                    Failures.Add(snapshot, failure);
                }
            }

            return missing.Count == 0;
        }
        catch (Exception failure)
        {
            Failures.Add(
                ofOneDay[^1].Snapshot,
                cancellationToken.IsCancellationRequested
                    ? new TimeoutException("the time of the invocation ran out", failure)
                    : failure);
            return false;
        }
    }
}
