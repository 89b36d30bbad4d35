using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>Writes to the processed bucket.</summary>
internal sealed class ProcessedStore(IAmazonS3 s3, string bucket)
{
    /// <summary>Writes all seven tables, also those that have only their header.</summary>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public async Task PutAsync(SnapshotTables tables, RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        foreach (var table in tables.All)
        {
            await PutAsync(
                table.Table.Key(snapshot.Date, snapshot.PlaylistId), table.ToUtf8(), cancellationToken);
        }
    }

    private async Task PutAsync(string key, byte[] csv, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(csv, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = "text/csv; charset=utf-8",
        };
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw new InvalidOperationException(
                $"s3://{bucket}/{key} cannot be written: {e.ErrorCode}: {e.Message}", e);
        }
    }
}
