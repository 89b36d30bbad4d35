using Amazon.S3;
using Functions.Hosting;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Turns one raw snapshot into the tables of a playlist and day: the tables first, and the marker when all of them are
/// there. Whatever the order in which the snapshots of a day come, also at once, the latest stays.
/// </summary>
/// <param name="rawBucket">Where the snapshot lies.</param>
/// <param name="format">How the tables are written.</param>
internal sealed class SnapshotTransform(IAmazonS3 s3, string rawBucket, ProcessedStore store, TableFormat format)
{
    private const int MaxAttempts = 5;

    /// <summary>
    /// Whether there may be what no marker tells of: of a build that wrote none, or of an attempt that was cut short.
    /// When a new snapshot's event comes there is not, and nothing is asked of S3 for it.
    /// </summary>
    public bool ExpectsUnmarked { get; init; }

    /// <summary>
    /// Is asked with the marker to be before anything is written: where it says no, nothing is, and the outcome tells
    /// of what would have been.
    /// </summary>
    public Predicate<SnapshotMarker>? Approves { get; init; }

    /// <summary>
    /// Transforms the snapshot; where a later one of the same playlist and day is there already, that one again, since
    /// whoever tried this one before may have written over some of its tables.
    /// </summary>
    /// <exception cref="SnapshotRefusedException">The manifest or a page is not what it should be; nothing was
    /// written.</exception>
    /// <exception cref="InvalidOperationException">S3 refuses a table; the message names it.</exception>
    public async Task<SnapshotOutcome> TransformAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (current, superseded, hasWritten, hasRejected) = (snapshot, false, false, false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using var tables = await new SnapshotReader(s3, rawBucket, current, format).ReadAsync(cancellationToken);
            var found = await store.FindMarkerAsync(snapshot.Date, snapshot.PlaylistId, cancellationToken);
            // A marker that tells of another time than its own manifest is replaced.
            if (found.Marker is { } other
                && other.Manifest != current.Manifest
                && other.IsLaterThan(tables.Manifest.ExtractedAt, current.Manifest)
                && RawSnapshot.TryParseManifest(other.Manifest, out var later))
            {
                (current, superseded) = (later, true);
                continue;
            }

            var marker = Mark(tables, current);
            var outcome = new SnapshotOutcome(marker, ReportOf(marker, tables), superseded);
            // What this has begun it also ends: its tables may lie where a later snapshot's should.
            if (!hasWritten && Approves?.Invoke(marker) == false)
            {
                return outcome;
            }

            hasWritten = true;
            await PutTablesAsync(tables, current, cancellationToken);
            // Those that there are, or that there are none where some lie.
            if (tables.Rejected.Count > 0
                || hasRejected
                || found.Marker?.Rejected is not null
                || await HasUnmarkedRejectionsAsync(current, cancellationToken))
            {
                await PutRejectedAsync(tables, current, cancellationToken);
                hasRejected = true;
            }

            await DeleteOtherFormatsAsync(current, found, cancellationToken);
            if (await store.TryPutMarkerAsync(marker, found, cancellationToken))
            {
                return outcome;
            }
        }

        throw new InvalidOperationException(
            "others kept writing the same playlist and day; when it is tried again, the latest snapshot stays");
    }

    private static SnapshotReport ReportOf(SnapshotMarker marker, SnapshotTables tables) => new(
        marker.Manifest,
        marker.Tables.ToDictionary(table => table.Key, table => table.Value.Rows, StringComparer.Ordinal),
        tables.Rejected.Count);

    private SnapshotMarker Mark(SnapshotTables tables, RawSnapshot snapshot) => new(
        SnapshotMarker.CurrentSchema,
        snapshot.Manifest,
        snapshot.PlaylistId,
        tables.Manifest.Playlist.SnapshotId,
        snapshot.Date,
        tables.Manifest.ExtractedAt,
        CodeVersion.Current,
        format.Name,
        tables.All.ToDictionary(table => table.Table.Name, table => Mark(table, snapshot), StringComparer.Ordinal),
        tables.Rejected.Count == 0
            ? null
            : new MarkedRejections(
                store.KeyOf(RejectedZone.Key(snapshot.Date, snapshot.PlaylistId)),
                tables.Rejected.Count,
                tables.Rejected.Finish().Sha256()));

    private MarkedTable Mark(TableWriter table, RawSnapshot snapshot)
    {
        var file = table.Finish();
        return new MarkedTable(
            store.KeyOf(table.Table.Key(snapshot.Date, snapshot.PlaylistId, format)),
            table.Rows,
            file.Length,
            file.Sha256());
    }

    private Task PutTablesAsync(
        SnapshotTables tables, RawSnapshot snapshot, CancellationToken cancellationToken) =>
        Task.WhenAll(tables.All.Select(table => store.PutAsync(
            table.Table.Key(snapshot.Date, snapshot.PlaylistId, format),
            table.Finish().Reread(),
            format.ContentType,
            cancellationToken)));

    private Task PutRejectedAsync(
        SnapshotTables tables, RawSnapshot snapshot, CancellationToken cancellationToken) =>
        store.PutAsync(
            RejectedZone.Key(snapshot.Date, snapshot.PlaylistId),
            tables.Rejected.Finish().Reread(),
            RejectedZone.ContentType,
            cancellationToken);

    private async Task<bool> HasUnmarkedRejectionsAsync(
        RawSnapshot snapshot, CancellationToken cancellationToken) =>
        ExpectsUnmarked
        && !store.IsShadow
        && await store.HasAsync(RejectedZone.Key(snapshot.Date, snapshot.PlaylistId), cancellationToken);

    /// <summary>
    /// Deletes the same tables where they lie in another form, after a change of the setting: a query reads every file
    /// of a day, and would have each row twice.
    /// </summary>
    private async Task DeleteOtherFormatsAsync(
        RawSnapshot snapshot, StoredMarker found, CancellationToken cancellationToken)
    {
        // What no marker tells of, a former attempt in the other form may have left.
        var mayLieThere = ExpectsUnmarked
            || (found.Marker is { } former ? former.Format != format.Name : found.ETag is not null);
        if (!mayLieThere || store.IsShadow)
        {
            return;
        }

        await Task.WhenAll(
            from table in Tables.All
            from other in format.Others
            select store.DeleteAsync(
                table.Key(snapshot.Date, snapshot.PlaylistId, other), cancellationToken));
    }
}
