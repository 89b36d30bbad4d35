using System.Security.Cryptography;

namespace Functions.Repair;

internal sealed class StoredTables(IAmazonS3 s3, string bucket)
{
    // A day without rejected entries has no object, or an empty one.
    private static readonly string OfNothing = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>The SHA-256 of an object's bytes, as markers have it; null if there is no object.</summary>
    public async Task<string?> HashAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(response.ResponseStream, cancellationToken));
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return null;
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.Create(bucket, key, "read", e);
        }
    }

    /// <summary>Determines whether the stored objects have the marker's bytes, and there are no others.</summary>
    public async Task<bool> AreAsMarkedAsync(SnapshotMarker marker, CancellationToken cancellationToken)
    {
        foreach (var table in marker.Tables.Values)
        {
            if (await HashAsync(table.Key, cancellationToken) != table.Sha256)
            {
                return false;
            }
        }

        return await IsRestAsMarkedAsync(marker, cancellationToken);
    }

    /// <summary>Determines whether the rejected entries are the marker's, and there is no table in another
    /// format.</summary>
    public async Task<bool> IsRestAsMarkedAsync(SnapshotMarker marker, CancellationToken cancellationToken)
    {
        var (date, playlistId) = (marker.SnapshotDate, marker.PlaylistId);
        var rejected = await HashAsync(RejectedZone.Key(date, playlistId), cancellationToken);
        if ((rejected ?? OfNothing) != (marker.Rejected?.Sha256 ?? OfNothing))
        {
            return false;
        }

        var others = await Task.WhenAll(
            from table in Tables.All
            from other in TableFormat.All
            where other.Name != marker.Format
            select HashAsync(table.Key(date, playlistId, other), cancellationToken));
        return others.All(hash => hash is null);
    }
}
