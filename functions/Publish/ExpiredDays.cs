using Functions.Transform;

namespace Functions.Publish;

/// <summary>The tables of days that are kept no longer. S3 deletes an object some days after it was written; one that
/// was written late, by a repair or a replay, would outlive its day.</summary>
internal sealed class ExpiredDays(IAmazonS3 s3, PublicationSettings settings, Ledger ledger)
{
    private const int MaxInFlight = 16;

    /// <summary>Deletes the tables and rejected records of earlier days, and last their marker. Afterwards these days
    /// are due, and the merges delete their rows.</summary>
    /// <param name="first">The first day that is kept.</param>
    public async Task DeleteAsync(DateOnly first, CancellationToken cancellationToken)
    {
        if (first == default)
        {
            return;
        }

        var store = new ProcessedStore(s3, settings.ProcessedBucket);
        await Parallel.ForEachAsync(
            ledger.FilesAsync(SnapshotMarker.Prefix, default, first.AddDays(-1), cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = MaxInFlight, CancellationToken = cancellationToken },
            async (marker, cancelled) =>
            {
                var place = TablePlace.Of(marker.Date, marker.PlaylistId);
                IEnumerable<string> keys =
                [
                    .. from table in Tables.All
                       from format in TableFormat.All
                       select place.Key(table, format),
                    RejectedZone.Key(place),
                    place.Key(SnapshotMarker.Prefix, marker.Extension),
                ];
                foreach (var key in keys)
                {
                    await store.DeleteAsync(key, cancelled);
                }
            });
    }
}
