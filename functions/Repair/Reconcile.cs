using Amazon.S3;
using Functions.Lake;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>
/// Compares the raw snapshots of the last days with the markers of what became of them, and transforms what is
/// missing: an event that S3 never sent, or that nobody could handle, heals without anybody. So do tables that are
/// gone, or that an attempt which was cut short has written over.
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

    private readonly SnapshotOrder _order = new(s3, settings.RawBucket);
    private readonly List<SnapshotReport> _repaired = [];
    private readonly List<RefusedSnapshot> _refused = [];

    /// <summary>
    /// Each playlist and day that could not be done; the others are done. Those that the period before refused as well
    /// are not among them.
    /// </summary>
    public FailureList Failures { get; } = new(settings.RawBucket);

    /// <summary>Hears of each snapshot that became tables.</summary>
    public required Action<SnapshotReport> OnRepaired { get; init; }

    /// <summary>Transforms what is missing, the oldest day first, while there is time.</summary>
    /// <param name="now">When the schedule fired.</param>
    /// <param name="running">Ends it early.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task<ReconcileReport> RunAsync(
        DateTimeOffset now, TimeBudget budget, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var from = today.AddDays(-Days);
        var marked = await ledger.MarkersAsync(from, today, cancellationToken);
        var tables = await TableCheck.RunAsync(ledger, marked, from, today, now - Grace, cancellationToken);
        var manifests = await ManifestsAsync(from, today, cancellationToken);
        var suspects = manifests
            .Where(manifest => manifest.WrittenAt <= now - Grace)
            .GroupBy(manifest => (manifest.Snapshot.Date, manifest.Snapshot.PlaylistId))
            .Where(ofOneDay =>
                !marked.ContainsKey(ofOneDay.Key) || ofOneDay.Skip(1).Any() || tables.IsSuspect(ofOneDay.Key))
            .OrderBy(ofOneDay => ofOneDay.Key.Date)
            .ThenBy(ofOneDay => ofOneDay.Key.PlaylistId, StringComparer.Ordinal);

        var left = 0;
        var knownBefore = now - Grace - settings.ReconcilePeriod;
        foreach (var ofOneDay in suspects)
        {
            if (budget.IsOver)
            {
                left++;
            }
            else if (!await TryRepairAsync(
                [.. ofOneDay], marked.ContainsKey(ofOneDay.Key) ? tables : null, knownBefore, cancellationToken))
            {
                left++;
            }
        }

        return new ReconcileReport(manifests.Count, _repaired, left, _refused);
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

    /// <param name="ofOneDay">Of one playlist and day.</param>
    /// <param name="tables">Null: there is no marker, and so no tables.</param>
    /// <param name="knownBefore">What was written before was looked at a period ago as well.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where tables are missing still.</returns>
    private async Task<bool> TryRepairAsync(
        IReadOnlyList<StoredManifest> ofOneDay,
        TableCheck? tables,
        DateTimeOffset knownBefore,
        CancellationToken cancellationToken)
    {
        try
        {
            var missing = await MissingAsync(ofOneDay, tables, cancellationToken);

            // Of a day whose last snapshot is damaged the one before is better than none.
            foreach (var (attempt, snapshot) in missing.Index())
            {
                try
                {
                    var report = (await transform.TransformAsync(snapshot, cancellationToken)).Report;
                    _repaired.Add(report);
                    OnRepaired(report);
                    return attempt == 0;
                }
                catch (SnapshotRefusedException refused) when (
                    ofOneDay.Any(manifest => manifest.Snapshot == snapshot && manifest.WrittenAt <= knownBefore))
                {
                    // Nothing will change it, and it has failed by name before: period after period would bury the rest.
                    _refused.Add(new RefusedSnapshot(snapshot.Manifest, refused.Message));
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

    /// <summary>What to make tables of: the first that can be.</summary>
    private async Task<IReadOnlyList<RawSnapshot>> MissingAsync(
        IReadOnlyList<StoredManifest> ofOneDay, TableCheck? tables, CancellationToken cancellationToken)
    {
        var (date, playlistId) = (ofOneDay[0].Snapshot.Date, ofOneDay[0].Snapshot.PlaylistId);
        var found = tables is null
            ? StoredMarker.None
            : await store.FindMarkerAsync(date, playlistId, cancellationToken);

        // In whatever order they were written: an earlier firing may come to its end after a later one.
        var later = await _order.LatestFirstAsync(
            [.. ofOneDay.Select(manifest => manifest.Snapshot)], found.Marker, cancellationToken);
        return found.Marker is { } marker
            && tables?.Contradicts(found) == true
            && RawSnapshot.TryParseManifest(marker.Manifest, out var marked)
                ? [.. later, marked]
                : later;
    }
}
