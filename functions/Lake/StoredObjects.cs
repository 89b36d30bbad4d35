using Amazon.S3.Model;

namespace Functions.Lake;

/// <summary>Reads the lake's small objects completely, and no further than such an object can be long. Otherwise
/// whoever may write one could end the function, with everything else that it does.</summary>
internal static class StoredObjects
{
    /// <summary>The most bytes of a manifest, a marker, a state, a list of playlists or a result of a replay. The
    /// longest lists 10,000 pages, in 4 MB, below a name that Spotify gave in 2 MB of JSON, of which escaping makes
    /// 12.</summary>
    public const int MaxDocument = 16 << 20;

    /// <summary>The most bytes of a table that is compared row by row: 100,000 rows of 500 bytes have less.</summary>
    public const int MaxTable = 64 << 20;

    private const int Chunk = 1 << 16;

    public static async Task<byte[]> ReadAsync(
        this IAmazonS3 s3, string bucket, string key, int limit, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
        return await response.ReadAsync(limit, cancellationToken);
    }

    public static async Task<byte[]> ReadAsync(
        this GetObjectResponse response, int limit, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            int read;
            while ((read = await response.ResponseStream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (bytes.Length + read > limit)
                {
                    throw new ObjectTooLargeException(limit);
                }

                bytes.Write(buffer, 0, read);
            }

            return bytes.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>A stored object is larger than any of its kind can be, and was not read to its end. Its name goes before
/// the message.</summary>
internal sealed class ObjectTooLargeException(int limit)
    : Exception(FormattableString.Invariant($"it is larger than {limit >> 20} MB"));
