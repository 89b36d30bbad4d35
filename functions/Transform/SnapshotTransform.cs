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

    /// <summary>The key of users' ids, or the other form that they have.</summary>
    public UsersKey Users { get; init; } = UsersKey.Plain;

    /// <summary>The first day whose pages are kept.</summary>
    public DateOnly FirstRaw { get; init; }

    /// <summary>Transforms the snapshot. If a later one of the same playlist and day is there already, transforms that
    /// one again: an earlier attempt at this one may have written over some of its tables.</summary>
    /// <exception cref="SnapshotRefusedException">The manifest or a page is missing or damaged; nothing was
    /// written.</exception>
    public async Task<SnapshotOutcome> TransformAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (current, superseded, hasWritten) = (snapshot, false, false);
        var users = await Users.ReadAsync(cancellationToken);
        var files = new MarkedFiles(
            store, format, TablePlace.Of(snapshot.Date, snapshot.PlaylistId), ExpectsUnmarked);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using var tables = await new SnapshotReader(s3, rawBucket, current, format, users, FirstRaw)
                .ReadAsync(cancellationToken);
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

            var marker = Mark(tables, current, files, users);
            var outcome = new SnapshotOutcome(marker, ReportOf(marker, tables), superseded);
            // An attempt that has begun to write also ends: its tables may be in the place of a later snapshot's.
            if (!hasWritten && Approves?.Invoke(marker) == false)
            {
                return outcome;
            }

            hasWritten = true;
            await Task.WhenAll(tables.All.Select(table => files.PutAsync(table, cancellationToken)));
            await files.PutRejectedAsync(tables.Rejected, found.Marker, cancellationToken);
            await files.DeleteOtherFormatsAsync(
                Tables.All, found.Marker, found.ETag is not null, cancellationToken);
            if (await store.TryPutMarkerAsync(
                SnapshotMarker.KeyOf(marker.SnapshotDate, marker.PlaylistId),
                marker.ToUtf8(),
                found.ETag,
                cancellationToken))
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

    private SnapshotMarker Mark(
        SnapshotTables tables, RawSnapshot snapshot, MarkedFiles files, UserIds users) => new(
        SnapshotMarker.CurrentSchema,
        snapshot.Manifest,
        snapshot.PlaylistId,
        tables.Manifest.Playlist.SnapshotId,
        snapshot.Date,
        tables.Manifest.ExtractedAt,
        CodeVersion.Current,
        format.Name,
        tables.All.ToDictionary(table => table.Table.Name, files.Mark, StringComparer.Ordinal),
        files.Mark(tables.Rejected),
        users.Form.Name);
}

/// <summary>The outcome of the transformation of one raw snapshot.</summary>
/// <param name="Marker">The marker of the playlist and day that the processed bucket now has, and with which its tables
/// agree; the marker that was not written, if <see cref="SnapshotTransform.Approves"/> returned false.</param>
/// <param name="Superseded">True if a later snapshot of the same playlist and day was there already, whose tables these
/// are.</param>
internal sealed record SnapshotOutcome(SnapshotMarker Marker, SnapshotReport Report, bool Superseded);
