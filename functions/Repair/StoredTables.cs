using System.Security.Cryptography;
using Functions.Transform;

namespace Functions.Repair;

internal sealed class StoredTables(ProcessedStore store)
{
    // A day without rejected entries has no object, or an empty one.
    private static readonly string OfNothing = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>Determines whether the stored objects have the marker's bytes, and there are no others.</summary>
    public async Task<bool> AreAsMarkedAsync(ITableMarker marker, CancellationToken cancellationToken)
    {
        foreach (var table in marker.Tables.Values)
        {
            if (await store.HashAsync(table.Key, cancellationToken) != table.Sha256)
            {
                return false;
            }
        }

        return await IsRestAsMarkedAsync(marker, cancellationToken);
    }

    /// <summary>Determines whether the rejected entries are the marker's, and there is no table in another
    /// format.</summary>
    public async Task<bool> IsRestAsMarkedAsync(ITableMarker marker, CancellationToken cancellationToken)
    {
        var rejected = await store.HashAsync(RejectedZone.Key(marker.Place), cancellationToken);
        if ((rejected ?? OfNothing) != (marker.Rejected?.Sha256 ?? OfNothing))
        {
            return false;
        }

        var others = await Task.WhenAll(
            from table in marker.Tables.Keys
            from other in TableFormat.All
            where other.Name != marker.Format
            select store.HashAsync(marker.Place.Key(table + "/", other.Name), cancellationToken));
        return others.All(hash => hash is null);
    }
}
