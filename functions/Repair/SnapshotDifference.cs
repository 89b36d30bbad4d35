using Functions.Json;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>Compares the stored tables of a playlist and day, or of a month, with those that a replay made. The stored
/// bytes count, and not the marker.</summary>
internal sealed class SnapshotDifference(IAmazonS3 s3, string bucket)
{
    private readonly ProcessedStore _store = new(s3, bucket);

    /// <summary>Compares the tables, and writes a line of JSON for each differing row.</summary>
    /// <param name="before">The marker of the stored tables; null if there is none. Objects under the tables' keys are
    /// compared nevertheless.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <returns>True if a table has other bytes, or if there are objects that the marker does not name; and the numbers
    /// of differing rows, by table.</returns>
    public async Task<(bool Differs, IReadOnlyDictionary<string, RowCounts> Rows)> WriteAsync(
        ITableMarker? before, ITableMarker shadow, Stream lines, CancellationToken cancellationToken)
    {
        var differs = before is not null
            && !await new StoredTables(_store).IsRestAsMarkedAsync(before, cancellationToken);
        var rows = new Dictionary<string, RowCounts>(StringComparer.Ordinal);
        await using var json = new Utf8JsonWriter(lines, ReadableJson.Options);
        foreach (var table in Tables.Declared.Where(table => shadow.Tables.ContainsKey(table.Name)))
        {
            var old = before?.Tables.GetValueOrDefault(table.Name);
            var made = shadow.Tables[table.Name];
            if (old is not null && await _store.HashAsync(old.Key, cancellationToken) == made.Sha256)
            {
                continue;
            }

            differs = true;
            var oldRows = old is null
                ? await UnmarkedRowsAsync(table, shadow, cancellationToken)
                : await OldRowsAsync(old.Key, before!.Format, cancellationToken);
            var newRows = await NewRowsAsync(made.Key, shadow.Format, cancellationToken);
            var counts = new TableDifference(table, json, EndLine).Write(oldRows, newRows);
            if (counts is not { Added: 0, Removed: 0, Changed: 0 })
            {
                rows.Add(table.Name, counts);
            }
        }

        return (differs, rows);

        void EndLine()
        {
            json.Flush();
            lines.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private async Task<IReadOnlyList<Row>> UnmarkedRowsAsync(
        Table table, ITableMarker shadow, CancellationToken cancellationToken)
    {
        foreach (var format in TableFormat.All)
        {
            var rows = await OldRowsAsync(shadow.Place.Key(table, format), format.Name, cancellationToken);
            if (rows.Count > 0)
            {
                return rows;
            }
        }

        return [];
    }

    // A damaged table has no rows. It is to be restored, which is not a failure.
    private async Task<IReadOnlyList<Row>> OldRowsAsync(
        string key, string format, CancellationToken cancellationToken)
    {
        try
        {
            return await RowsAsync(key, format, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or JsonException or ObjectTooLargeException)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<Row>> NewRowsAsync(
        string key, string format, CancellationToken cancellationToken)
    {
        try
        {
            return await RowsAsync(key, format, cancellationToken);
        }
        catch (ObjectTooLargeException e)
        {
            throw S3Errors.Create(bucket, key, "compared", e);
        }
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(string key, string format, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await s3.ReadAsync(bucket, key, StoredObjects.MaxTable, cancellationToken);
            return [.. TableRows.Read(bytes, format == TableFormat.Csv.Name)];
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return [];
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.Create(bucket, key, "read", e);
        }
    }
}
