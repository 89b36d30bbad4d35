namespace Functions.Transform;

/// <summary>The files of one marker, which is written after all of them.</summary>
/// <param name="expectsUnmarked">True if objects without a marker may exist.</param>
internal sealed class MarkedFiles(
    ProcessedStore store, TableFormat format, TablePlace place, bool expectsUnmarked)
{
    private readonly string _rejectedKey = RejectedZone.Key(place);
    private bool _hasRejected;

    public MarkedTable Mark(TableWriter table)
    {
        var file = table.Finish();
        return new MarkedTable(
            store.KeyOf(place.Key(table.Table, format)), table.Rows, file.Length, file.Sha256());
    }

    public MarkedRejections? Mark(RejectedRecords rejected) => rejected.Count == 0
        ? null
        : new MarkedRejections(store.KeyOf(_rejectedKey), rejected.Count, rejected.Finish().Sha256());

    public Task PutAsync(TableWriter table, CancellationToken cancellationToken) => store.PutAsync(
        place.Key(table.Table, format), table.Finish().Reread(), format.ContentType, cancellationToken);

    /// <summary>Writes the rejected records, or an empty object over those of an earlier attempt.</summary>
    /// <param name="former">The marker that was found; null if there is none.</param>
    public async Task PutRejectedAsync(
        RejectedRecords rejected, ITableMarker? former, CancellationToken cancellationToken)
    {
        if (rejected.Count > 0
            || _hasRejected
            || former?.Rejected is not null
            || (expectsUnmarked && !store.IsShadow && await store.HasAsync(_rejectedKey, cancellationToken)))
        {
            await store.PutAsync(
                _rejectedKey, rejected.Finish().Reread(), RejectedZone.ContentType, cancellationToken);
            _hasRejected = true;
        }
    }

    /// <summary>Deletes the same tables in other formats, after a change of the setting. A query reads every file of a
    /// partition, and would have each row twice.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="former">The marker that was found; null if there is none, or if it cannot be read.</param>
    /// <param name="hasObject">True if there is an object in the marker's place.</param>
    public async Task DeleteOtherFormatsAsync(
        IEnumerable<Table> tables, ITableMarker? former, bool hasObject, CancellationToken cancellationToken)
    {
        // An earlier attempt in the other format may have left tables without a marker.
        var mayLieThere = expectsUnmarked || (former is null ? hasObject : former.Format != format.Name);
        if (!mayLieThere || store.IsShadow)
        {
            return;
        }

        await Task.WhenAll(
            from table in tables
            from other in format.Others
            select store.DeleteAsync(place.Key(table, other), cancellationToken));
    }
}
