using Twin.Aws.Athena.Changes;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena;

/// <summary>Stores the changes of Iceberg tables: first the new data files, then the object with the new snapshot,
/// which makes them part of the table. Old data files stay until VACUUM.</summary>
public sealed class IcebergCommits(
    AthenaStorage storage, AthenaAccess access, string bucketsRoot, TimeProvider clock, Timeline timeline)
{
    /// <summary>Stores a change.</summary>
    /// <exception cref="AthenaException">The caller may not; the table stays as it was.</exception>
    public async Task StoreAsync(TableChange change, Caller caller, CancellationToken cancellationToken)
    {
        access.ExpectUpdate(caller, change.Target);
        if (!change.IsEmpty)
        {
            var folder = new IcebergFolder(change.Target.Table, bucketsRoot);
            var version = change.Before.Version + 1;
            var files = change.Before.Files.RemoveRange(change.Removed);
            foreach (var (index, added) in change.Added.Index())
            {
                var key = folder.DataKey(version, added.Partition, index + 1);
                var bytes = await File.ReadAllBytesAsync(added.File, cancellationToken);
                await storage.PutAsync(folder.Location, key, bytes, null, caller, cancellationToken);
                files = files.Add(new IcebergFile(key, added.Partition, added.Rows, bytes.Length));
            }

            var snapshot = new IcebergSnapshot(version, clock.GetUtcNow(), change.Operation, files);
            await storage.PutAsync(
                folder.Location,
                folder.MetadataKey(version),
                IcebergFolder.ToBytes(snapshot),
                null,
                caller,
                cancellationToken);
        }

        change.Commit();
    }

    /// <summary>Deletes the snapshots that have expired, and the data files to which no other snapshot refers. As in
    /// Athena, it succeeds and deletes nothing if the caller may not delete.</summary>
    /// <exception cref="AthenaException">The caller may not change the table.</exception>
    public void Vacuum(NamedTable table, Caller caller)
    {
        access.ExpectUpdate(caller, table);
        var folder = new IcebergFolder(table.Table, bucketsRoot);
        var retention = IcebergRetention.From(table.Table.Iceberg!);
        var all = folder.All();
        var oldest = clock.GetUtcNow() - retention.Age;
        var expired = all.SkipLast(retention.Snapshots).Where(snapshot => snapshot.CommittedAt < oldest).ToList();
        var referenced = all.Except(expired)
            .SelectMany(snapshot => snapshot.Files.Select(file => file.Key))
            .ToHashSet(StringComparer.Ordinal);
        // Data files first: a snapshot that remains after an interruption names them again.
        var keys = folder.DataKeys().Where(key => !referenced.Contains(key))
            .Concat(expired.Select(snapshot => folder.MetadataKey(snapshot.Version)))
            .ToList();
        var refusals = keys.Select(key => storage.Delete(folder.Location, key, caller)).OfType<string>().ToList();
        var deleted = keys.Count - refusals.Count;
        timeline.Add(
            TimelineSource.Athena,
            refusals is [var refusal, ..]
                ? $"VACUUM {table.Table.Name} succeeded and left {refusals.Count} objects: {refusal}"
                : $"VACUUM {table.Table.Name} deleted {deleted} objects");
    }
}
