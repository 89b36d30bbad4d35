using Amazon.S3;
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
    /// Whether tables may lie where there is no marker: of a build that wrote none, or of an attempt that was cut
    /// short. When a new snapshot's event comes they do not, and nothing is asked of S3 for them.
    /// </summary>
    public bool ExpectsUnmarkedTables { get; init; }

    /// <summary>
    /// Transforms the snapshot; where a later one of the same playlist and day is there already, that one again, since
    /// whoever tried this one before may have written over some of its tables.
    /// </summary>
    /// <exception cref="SnapshotRefusedException">The manifest or a page is not what it should be; nothing was
    /// written.</exception>
    /// <exception cref="InvalidOperationException">S3 refuses a table; the message names it.</exception>
    public async Task<SnapshotOutcome> TransformAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (current, superseded) = (snapshot, false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using var tables = await new SnapshotReader(s3, rawBucket, current, format).ReadAsync(cancellationToken);
            var found = await store.FindMarkerAsync(snapshot.Date, snapshot.PlaylistId, cancellationToken);
            if (found.Marker is { } other
                && other.IsLaterThan(tables.Manifest.ExtractedAt, current.Manifest)
                && RawSnapshot.TryParseManifest(other.Manifest, out var later))
            {
                (current, superseded) = (later, true);
                continue;
            }

            var marker = await PutAsync(tables, current, found.Marker, cancellationToken);
            await DeleteOtherFormatsAsync(current, found, cancellationToken);
            if (await store.TryPutMarkerAsync(marker, found, cancellationToken))
            {
                return new SnapshotOutcome(marker, ReportOf(marker, tables), superseded);
            }
        }

        throw new InvalidOperationException(
            "others kept writing the same playlist and day; when it is tried again, the latest snapshot stays");
    }

    private static SnapshotReport ReportOf(SnapshotMarker marker, SnapshotTables tables) => new(
        marker.Manifest,
        marker.Tables.ToDictionary(table => table.Key, table => table.Value.Rows, StringComparer.Ordinal),
        tables.WithoutRow);

    private async Task<SnapshotMarker> PutAsync(
        SnapshotTables tables, RawSnapshot snapshot, SnapshotMarker? former, CancellationToken cancellationToken)
    {
        var marked = await Task.WhenAll(tables.All.Select(table => PutAsync(table, snapshot, cancellationToken)));
        var rejected = await PutRejectedAsync(tables.Rejected, snapshot, former, cancellationToken);
        return new SnapshotMarker(
            SnapshotMarker.CurrentSchema,
            snapshot.Manifest,
            snapshot.PlaylistId,
            tables.Manifest.Playlist.SnapshotId,
            snapshot.Date,
            tables.Manifest.ExtractedAt,
            CodeVersion.Current,
            format.Name,
            tables.All.Zip(marked).ToDictionary(
                pair => pair.First.Table.Name, pair => pair.Second, StringComparer.Ordinal),
            rejected);
    }

    private async Task<MarkedTable> PutAsync(
        TableWriter table, RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var key = table.Table.Key(snapshot.Date, snapshot.PlaylistId, format);
        var file = table.Finish();
        await store.PutAsync(key, file.Reread(), format.ContentType, cancellationToken);
        return new MarkedTable(store.KeyOf(key), table.Rows, file.Length, file.Sha256());
    }

    /// <summary>
    /// Deletes the same tables where they lie in another form, after a change of the setting: a query reads every file
    /// of a day, and would have each row twice.
    /// </summary>
    private async Task DeleteOtherFormatsAsync(
        RawSnapshot snapshot, StoredMarker found, CancellationToken cancellationToken)
    {
        var mayLieThere = found.Marker is { } former
            ? former.Format != format.Name
            : found.ETag is not null || ExpectsUnmarkedTables;
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

    /// <summary>Writes those that there are, or that there are none where the marker says that there were.</summary>
    private async Task<MarkedRejections?> PutRejectedAsync(
        RejectedRecords rejected, RawSnapshot snapshot, SnapshotMarker? former, CancellationToken cancellationToken)
    {
        if (rejected.Count == 0 && former?.Rejected is null)
        {
            return null;
        }

        var key = RejectedZone.Key(snapshot.Date, snapshot.PlaylistId);
        var file = rejected.Finish();
        await store.PutAsync(key, file.Reread(), RejectedZone.ContentType, cancellationToken);
        return rejected.Count == 0
            ? null
            : new MarkedRejections(store.KeyOf(key), rejected.Count, file.Sha256());
    }
}
