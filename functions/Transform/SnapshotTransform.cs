using System.Security.Cryptography;
using Amazon.S3;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Turns one raw snapshot into the tables of a playlist and day: the tables first, and the marker when all of them are
/// there. Whatever the order in which the snapshots of a day come, also at once, the latest stays.
/// </summary>
/// <param name="rawBucket">Where the snapshot lies.</param>
internal sealed class SnapshotTransform(IAmazonS3 s3, string rawBucket, ProcessedStore store)
{
    private const int MaxAttempts = 5;

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
            using var tables = await new SnapshotReader(s3, rawBucket, current).ReadAsync(cancellationToken);
            var found = await store.FindMarkerAsync(snapshot.Date, snapshot.PlaylistId, cancellationToken);
            if (found.Marker is { } other
                && other.IsLaterThan(tables.ExtractedAt, current.Manifest)
                && RawSnapshot.TryParseManifest(other.Manifest, out var later))
            {
                (current, superseded) = (later, true);
                continue;
            }

            var marker = await PutAsync(tables, current, cancellationToken);
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
        tables.Rejected);

    private async Task<SnapshotMarker> PutAsync(
        SnapshotTables tables, RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var marked = new Dictionary<string, MarkedTable>(StringComparer.Ordinal);
        foreach (var table in tables.All)
        {
            var key = table.Table.Key(snapshot.Date, snapshot.PlaylistId);
            var bytes = table.ToUtf8();
            using var body = new MemoryStream(bytes, writable: false);
            await store.PutAsync(key, body, Table.ContentType, cancellationToken);
            marked.Add(
                table.Table.Name,
                new MarkedTable(
                    store.KeyOf(key), table.Rows, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }

        return new SnapshotMarker(
            SnapshotMarker.CurrentSchema,
            snapshot.Manifest,
            snapshot.PlaylistId,
            tables.SnapshotId,
            snapshot.Date,
            tables.ExtractedAt,
            CodeVersion.Current,
            SnapshotMarker.Csv,
            marked,
            Rejected: null);
    }
}
