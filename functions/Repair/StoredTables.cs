using System.Security.Cryptography;
using Amazon.S3;
using Functions.Lake;

namespace Functions.Repair;

/// <summary>What really lies where a marker says that tables lie.</summary>
internal sealed class StoredTables(IAmazonS3 s3, string bucket)
{
    /// <summary>The SHA-256 of an object's bytes, as markers have it; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read; the message names it.</exception>
    public async Task<string?> HashAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(response.ResponseStream, cancellationToken));
        }
        catch (AmazonS3Exception e) when (S3Refusal.IsMissing(e))
        {
            return null;
        }
        catch (AmazonS3Exception e)
        {
            throw S3Refusal.Of(bucket, key, "read", e);
        }
    }

    /// <summary>Whether each table holds the bytes that the marker tells of.</summary>
    public async Task<bool> AreAsMarkedAsync(SnapshotMarker marker, CancellationToken cancellationToken)
    {
        foreach (var table in marker.Tables.Values)
        {
            if (await HashAsync(table.Key, cancellationToken) != table.Sha256)
            {
                return false;
            }
        }

        return true;
    }
}
