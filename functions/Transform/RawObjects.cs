using Amazon.S3.Model;

namespace Functions.Transform;

/// <summary>Reads the objects of the raw bucket that a manifest names, and refuses damaged ones by name.</summary>
/// <param name="consequence">The end of the message of a refusal: <c>This snapshot gives no tables</c>.</param>
internal sealed class RawObjects(IAmazonS3 s3, string bucket, string consequence)
{
    /// <summary>The first day whose objects are kept.</summary>
    public DateOnly FirstDay { get; init; }

    /// <summary>Requests an object as a range from its first byte to its last. The SDK computes no MD5 of a range; its
    /// own code for MD5 has a quarter of the speed of all the rest, and the manifest has a better hash.</summary>
    public Task<GetObjectResponse> OpenAsync(string key, CancellationToken cancellationToken) =>
        GetAsync(new() { Key = key, ByteRange = new ByteRange("bytes=0-") }, cancellationToken);

    public Task<GetObjectResponse> OpenManifestAsync(string key, CancellationToken cancellationToken) =>
        GetAsync(new() { Key = key }, cancellationToken);

    public async Task<T> ReadManifestAsync<T>(
        string key,
        GetObjectResponse response,
        Func<ReadOnlySpan<byte>, T> parse,
        CancellationToken cancellationToken)
    {
        try
        {
            return parse(await response.ReadAsync(StoredObjects.MaxDocument, cancellationToken));
        }
        catch (Exception e) when (e is JsonException or ObjectTooLargeException)
        {
            throw Refused(key, $"the manifest cannot be read: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw CutShort(key, e);
        }
    }

    /// <summary>Passes the entries of a page on, and checks the page against its manifest.</summary>
    public async Task ReadPageAsync(
        RawPageReader reader,
        string key,
        Stream page,
        IEntrySink sink,
        (long Bytes, string Sha256, int Items) listed,
        CancellationToken cancellationToken)
    {
        RawPageResult found;
        try
        {
            found = await reader.ReadAsync(page, sink, cancellationToken);
        }
        catch (RawPageTruncatedException e)
        {
            throw CutShort(key, e);
        }

        RequireHash(key, "the page has", found.Bytes, found.Sha256, listed.Bytes, listed.Sha256);
        if (found.Fault is { } fault)
        {
            throw Refused(key, $"the page cannot be read: {fault}");
        }

        if (found.Entries != listed.Items)
        {
            throw Refused(key, $"the page has {found.Entries} entries, but the manifest lists {listed.Items}");
        }
    }

    /// <summary>Refuses an object that is not the one that its manifest lists.</summary>
    public void RequireHash(string key, string what, long bytes, string sha256, long listed, string listedSha256)
    {
        if (sha256 != listedSha256)
        {
            throw Refused(key, string.Create(
                CultureInfo.InvariantCulture,
                $"{what} {bytes} bytes with SHA-256 {sha256}, but the manifest lists {listed} with {listedSha256}"));
        }
    }

    /// <summary>The exception for a broken connection, which is not a fault of the object.</summary>
    public InvalidOperationException CutShort(string key, Exception cause) =>
        S3Errors.Create(bucket, key, "read to its end", cause);

    public SnapshotRefusedException Refused(string key, string reason, Exception? cause = null) =>
        new(bucket, key, reason, consequence, cause);

    private async Task<GetObjectResponse> GetAsync(GetObjectRequest request, CancellationToken cancellationToken)
    {
        request.BucketName = bucket;
        try
        {
            return await s3.GetObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "InvalidRange")
        {
            throw Refused(request.Key, "it is empty", e);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            throw Refused(
                request.Key,
                RawSnapshot.DayOf(request.Key) < FirstDay
                    ? $"it has expired: pages from before {FirstDay:yyyy-MM-dd} are kept no longer (rawRetentionDays)"
                    : $"it is not there: {e.ErrorCode}: {e.Message}",
                e);
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, request.Key, "read", e);
        }
    }
}

/// <summary>An object of the raw bucket is missing or damaged, and nothing was written of the snapshot, or the month of
/// plays, that it belongs to. The message names the object and the reason.</summary>
internal sealed class SnapshotRefusedException : Exception
{
    /// <param name="innerException">The exception that showed it; null if there is none.</param>
    public SnapshotRefusedException(
        string bucket, string key, string reason, string consequence, Exception? innerException = null)
        : base($"s3://{bucket}/{key}: {reason}. {consequence}.", innerException)
    {
    }
}
