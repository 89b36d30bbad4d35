using Functions.Transform;

namespace Functions.Repair;

/// <summary>Compares the raw snapshots of the last days with the markers of their tables, and transforms the missing
/// ones; months of plays that had a manifest in these days likewise. An event that S3 never sent, or that could not be
/// handled, so needs no person; neither do tables that are gone, or that an attempt which was cut short has written
/// over.</summary>
internal sealed class Reconcile(
    RepairSettings settings, Ledger ledger, RepairTransforms transforms, ProcessedStore store)
{
    /// <summary>The number of days that are compared. A week is longer than any weekend in which nobody removes the
    /// cause of a failure; older snapshots need a replay.</summary>
    public const int Days = 7;

    /// <summary>The age from which a manifest must have tables. Before, its own event may still be under way, or be
    /// retried, as Lambda does after one minute and after two.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    // S3 answers many listings at once, and a playlist needs one.
    private const int ListingsAtOnce = 8;

    private readonly List<SnapshotReport> _repaired = [];
    private readonly List<RefusedSnapshot> _refused = [];
    private readonly List<MonthReport> _months = [];

    /// <summary>The playlists and days that failed; the others are done. Snapshots that the period before refused too
    /// are not among them.</summary>
    public FailureList Failures { get; } = new(settings.RawBucket);

    public required Action<SnapshotReport> OnRepaired { get; init; }

    /// <summary>Gets the report of a month, and that of its former marker.</summary>
    public required Action<MonthReport, MonthReport?> OnMonthRepaired { get; init; }

    /// <summary>Transforms the missing snapshots, the oldest day first, while there is time.</summary>
    /// <param name="now">The time at which the schedule fired.</param>
    /// <param name="budget">The time in which another snapshot may begin.</param>
    /// <param name="cancellationToken">Ends the work at once.</param>
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

        var plays = await MonthCheck.RunAsync(ledger, store, now.AddDays(-Days), now - Grace, cancellationToken);
        foreach (var month in plays.Suspects)
        {
            if (budget.IsOver || !await TryRepairAsync(month, knownBefore, cancellationToken))
            {
                left++;
            }
        }

        return new ReconcileReport(manifests.Count + plays.Manifests, _repaired, left, _refused, _months);
    }

    /// <summary>Makes a month of plays again.</summary>
    /// <returns>False if it could not be made.</returns>
    private async Task<bool> TryRepairAsync(
        SuspectMonth suspect, DateTimeOffset knownBefore, CancellationToken cancellationToken)
    {
        try
        {
            await transforms.OfMonths(store, onMade: Report).TransformAsync(suspect.Month, cancellationToken);
            return true;
        }
        catch (SnapshotRefusedException refused) when (suspect.Newest.WrittenAt <= knownBefore)
        {
            _refused.Add(new RefusedSnapshot(suspect.Newest.Key, refused.Message));
        }
        catch (Exception failure)
        {
            Failures.Add(
                suspect.Month,
                cancellationToken.IsCancellationRequested
                    ? new TimeoutException("the time of the invocation ran out", failure)
                    : failure);
        }

        return false;

        void Report(MonthReport report, MonthReport? former)
        {
            _months.Add(report);
            OnMonthRepaired(report, former);
        }
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

    /// <summary>Transforms the snapshot of one playlist and day, if its tables are missing.</summary>
    /// <param name="ofOneDay">The manifests of the playlist and day.</param>
    /// <param name="tables">The listed tables; null if there is no marker, and so no tables.</param>
    /// <param name="knownBefore">The time before which a manifest was compared a period ago too.</param>
    /// <returns>False if tables are still missing.</returns>
    private async Task<bool> TryRepairAsync(
        IReadOnlyList<StoredManifest> ofOneDay,
        TableCheck? tables,
        DateTimeOffset knownBefore,
        CancellationToken cancellationToken)
    {
        try
        {
            var missing = await MissingAsync(ofOneDay, tables, cancellationToken);

            // If the last snapshot of a day is damaged, the one before is better than none.
            foreach (var (attempt, snapshot) in missing.Index())
            {
                try
                {
                    var (_, report, _) = await transforms.OfSnapshots(store)
                        .TransformAsync(snapshot, cancellationToken);
                    _repaired.Add(report);
                    OnRepaired(report);
                    return attempt == 0;
                }
                catch (SnapshotRefusedException refused) when (
                    ofOneDay.Any(manifest => manifest.Snapshot == snapshot && manifest.WrittenAt <= knownBefore))
                {
                    // It stays damaged and has failed by name before. Failing every period would hide other failures.
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

    /// <summary>The snapshots to transform, in order: the first one that is not damaged is enough.</summary>
    private async Task<IReadOnlyList<RawSnapshot>> MissingAsync(
        IReadOnlyList<StoredManifest> ofOneDay, TableCheck? tables, CancellationToken cancellationToken)
    {
        var (date, playlistId) = (ofOneDay[0].Snapshot.Date, ofOneDay[0].Snapshot.PlaylistId);
        var found = tables is null
            ? StoredMarker<SnapshotMarker>.None
            : await store.FindMarkerAsync(date, playlistId, cancellationToken);

        // The order of writing does not count: an earlier run may end after a later one.
        var later = await transforms.Order.LatestFirstAsync(
            [.. ofOneDay.Select(manifest => manifest.Snapshot)], found.Marker, cancellationToken);
        return found.Marker is { } marker
            && tables?.Contradicts(found) == true
            && RawSnapshot.TryParseManifest(marker.Manifest, out var marked)
                ? [.. later, marked]
                : later;
    }
}
