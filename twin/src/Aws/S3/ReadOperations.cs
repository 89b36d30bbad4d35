namespace Twin.Aws.S3;

/// <summary>GetObject and HeadObject.</summary>
internal static class ReadOperations
{
    public static async Task GetAsync(S3Call call)
    {
        var stored = Find(call);
        ExpectReadable(call, stored);
        // The object is opened again, so that description and bytes match even if it was replaced meanwhile.
        var (description, bytes) = call.Bucket.OpenRead(call.Key, call.VersionId);
        await using (bytes)
        {
            var range = call.Header("Range") is { } header ? ByteRange.Parse(header, description.Size) : null;
            Describe(call, description, range);
            bytes.Position = range?.From ?? 0;
            await CopyAsync(bytes, call, range?.Length ?? description.Size);
        }
    }

    public static Task HeadAsync(S3Call call)
    {
        var stored = Find(call);
        if (WantsChecksum(call))
        {
            call.AuthorizeDecryption(stored.Encryption);
        }

        Describe(call, stored, null);
        return Task.CompletedTask;
    }

    /// <summary>An object that the caller may read. If it does not exist and the caller may not list the bucket, the
    /// error is AccessDenied: any other would reveal which keys exist.</summary>
    /// <exception cref="S3Exception">NoSuchKey, AccessDenied.</exception>
    private static StoredObject FindReadable(S3Call call)
    {
        var (bucket, key) = (call.Bucket, call.Key);
        call.AuthorizeObject("s3:GetObject");
        if (bucket.Find(key) is { } stored)
        {
            return stored;
        }

        call.AuthorizeBucket("s3:ListBucket");
        throw bucket.MarkerOf(key) is { } marker
            ? new S3Exception(HttpStatusCode.NotFound, "NoSuchKey", "The specified key does not exist.")
            {
                Details = [("Key", key)],
                Headers = [("x-amz-delete-marker", "true"), ("x-amz-version-id", marker.VersionId)],
            }
            : S3Exception.NoSuchKey(key);
    }

    /// <summary>Checks that an object's bytes can be read: it is not archived, and the caller may use its
    /// key.</summary>
    /// <exception cref="S3Exception">InvalidObjectState, AccessDenied.</exception>
    private static void ExpectReadable(S3Call call, StoredObject stored)
    {
        if (stored.IsArchived)
        {
            throw S3Exception.InvalidObjectState(stored.StorageClass);
        }

        call.AuthorizeDecryption(stored.Encryption);
    }

    private static StoredObject Find(S3Call call)
    {
        if (call.VersionId is not { } version)
        {
            return FindReadable(call);
        }

        var bucket = call.Bucket;
        call.AuthorizeObject("s3:GetObjectVersion");
        var found = bucket.FindVersion(call.Key, version) ?? throw S3Exception.NoSuchVersion(call.Key, version);
        return found.Stored ?? throw new S3Exception(
            HttpStatusCode.MethodNotAllowed, "MethodNotAllowed",
            "The specified method is not allowed against this resource.")
        {
            Details = [("Method", "GET"), ("ResourceType", "DeleteMarker")],
            Headers = [("x-amz-delete-marker", "true"), ("x-amz-version-id", version)],
        };
    }

    private static void Describe(S3Call call, StoredObject stored, ByteRange? range)
    {
        var response = call.Response;
        foreach (var (name, value) in stored.Headers)
        {
            response.Headers[name] = value;
        }

        // The checksum of all bytes is not valid for a range.
        var checksum = range is null && WantsChecksum(call) ? stored.Checksum : null;
        WriteHeaders.Describe(call, stored.Encryption, checksum, stored.VersionId);
        if (stored.StorageClass != StoredObject.Standard)
        {
            response.Headers["x-amz-storage-class"] = stored.StorageClass;
        }

        response.StatusCode = (int)(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        response.Headers.ETag = $"\"{stored.ETag}\"";
        response.Headers.LastModified = stored.LastModified.ToString("r", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        response.ContentLength = range?.Length ?? stored.Size;
        if (range is not null)
        {
            response.Headers.ContentRange = $"bytes {range.From}-{range.From + range.Length - 1}/{stored.Size}";
        }
    }

    private static bool WantsChecksum(S3Call call) => call.Header(SupportedRequest.ChecksumMode) == "ENABLED";

    private static async Task CopyAsync(Stream from, S3Call call, long length)
    {
        var buffer = new byte[(int)Math.Min(length, 128 * 1024)];
        for (var left = length; left > 0;)
        {
            var count = await from.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), call.Aborted);
            if (count == 0)
            {
                throw new EndOfStreamException(
                    $"The file of {call.BucketName}/{call.Key} got shorter while it was read.");
            }

            await call.Response.Body.WriteAsync(buffer.AsMemory(0, count), call.Aborted);
            left -= count;
        }
    }
}

/// <summary>The part of an object that a Range header requests.</summary>
/// <param name="From">The first byte, counted from 0.</param>
/// <param name="Length">The number of bytes, at least 1.</param>
internal sealed record ByteRange(long From, long Length)
{
    /// <summary>Reads <c>bytes=a-b</c>, <c>bytes=a-</c> or <c>bytes=-n</c> for an object of the given size.</summary>
    /// <exception cref="S3Exception">InvalidRange, or NotImplemented for any other form: S3 ignores such a header, and
    /// sends all bytes.</exception>
    public static ByteRange Parse(string header, long size)
    {
        var ends = header.StartsWith("bytes=", StringComparison.Ordinal) ? header["bytes=".Length..].Split('-') : [];
        var (from, to) = ends switch
        {
            ["", var last] when Number(last) is { } count => (count == 0 ? size : Math.Max(0, size - count), size - 1),
            [var first, ""] when Number(first) is { } start => (start, size - 1),
            [var first, var last] when Number(first) is { } start && Number(last) is { } end && start <= end =>
                (start, Math.Min(end, size - 1)),
            _ => throw S3Exception.NotImplemented($"the Range \"{header}\": one range of bytes is"),
        };
        return from < size
            ? new ByteRange(from, to - from + 1)
            : throw new S3Exception(
                HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange", "The requested range is not satisfiable")
            {
                Details = [("RangeRequested", header), ("ActualObjectSize", $"{size}")],
            };
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
