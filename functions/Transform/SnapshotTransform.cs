namespace Functions.Transform;

/// <summary>Turns one raw snapshot into the tables of a playlist and day. It writes the tables first, and then the
/// marker. In whatever order the snapshots of a day come, also at the same time, the latest stays.</summary>
internal sealed class SnapshotTransform(IAmazonS3 s3, string rawBucket, ProcessedStore store, TableFormat format)
{
    private const int MaxAttempts = 5;

    /// <summary>A value that indicates whether objects without a marker may exist, of a build that wrote no markers or
    /// of an attempt that was cut short. For a new snapshot's event there are none, and S3 is not asked for
    /// them.</summary>
    public bool ExpectsUnmarked { get; init; }

    /// <summary>The approval of a marker before anything is written. If it returns false, nothing is written, and the
    /// outcome has the marker that would have been written. Null to approve every marker.</summary>
    public Predicate<SnapshotMarker>? Approves { get; init; }

    /// <summary>Transforms the snapshot. If a later one of the same playlist and day is there already, transforms that
    /// one again: an earlier attempt at this one may have written over some of its tables.</summary>
    /// <exception cref="SnapshotRefusedException">The manifest or a page is missing or damaged; nothing was
    /// written.</exception>
    public async Task<SnapshotOutcome> TransformAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (current, superseded, hasWritten, hasRejected) = (snapshot, false, false, false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using var tables = await new SnapshotReader(s3, rawBucket, current, format).ReadAsync(cancellationToken);
            var found = await store.FindMarkerAsync(snapshot.Date, snapshot.PlaylistId, cancellationToken);
            // A marker with another time than its own manifest is replaced.
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
            // An attempt that has begun to write also ends: its tables may be in the place of a later snapshot's.
            if (!hasWritten && Approves?.Invoke(marker) == false)
            {
                return outcome;
            }

            hasWritten = true;
            await PutTablesAsync(tables, current, cancellationToken);
            // The rejected entries, or an empty object over those of an earlier snapshot.
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

    /// <summary>Deletes the same tables in other formats, after a change of the setting. A query reads every file of a
    /// day, and would have each row twice.</summary>
    private async Task DeleteOtherFormatsAsync(
        RawSnapshot snapshot, StoredMarker found, CancellationToken cancellationToken)
    {
        // An earlier attempt in the other format may have left tables without a marker.
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

/// <summary>The outcome of the transformation of one raw snapshot.</summary>
/// <param name="Marker">The marker of the playlist and day that the processed bucket now has, and with which its tables
/// agree; the marker that was not written, if <see cref="SnapshotTransform.Approves"/> returned false.</param>
/// <param name="Superseded">True if a later snapshot of the same playlist and day was there already, whose tables these
/// are.</param>
internal sealed record SnapshotOutcome(SnapshotMarker Marker, SnapshotReport Report, bool Superseded);
