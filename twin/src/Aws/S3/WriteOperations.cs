namespace Twin.Aws.S3;

/// <summary>PutObject.</summary>
internal sealed class WriteOperations(BucketStore store, ObjectEventNotifier notifier)
{
    public async Task PutAsync(S3Call call)
    {
        var bucket = call.Bucket;
        AuthorizeWrite(call);
        var encryption = WriteHeaders.EncryptionOf(call, bucket);
        call.AuthorizeEncryption(encryption);
        var condition = WriteHeaders.ConditionOf(call);
        var headers = ObjectHeaders.From(call);
        RequestBody.ExpectChecked(call, bucket);
        var (file, checksum) = await RequestBody.StageAsync(call, store.Staging);
        using (file)
        {
            var uploaded = new ObjectUpload(call.Key, Convert.ToHexStringLower(file.Md5), headers, checksum)
            {
                Encryption = encryption,
            };
            var stored = bucket.Commit(file, uploaded, condition);
            notifier.Notify(call, stored);
            WriteHeaders.Answer(call, stored);
        }
    }

    /// <summary>Checks the permission to write. A write with If-Match also needs the permission to read.</summary>
    /// <exception cref="S3Exception">AccessDenied.</exception>
    private static void AuthorizeWrite(S3Call call)
    {
        call.AuthorizeObject("s3:PutObject");
        if (call.Header("If-Match") is not null)
        {
            call.AuthorizeObject("s3:GetObject");
        }
    }
}

/// <summary>The headers that all writes share: conditions, options and headers of the response.</summary>
internal static class WriteHeaders
{
    private const string Encryption = "x-amz-server-side-encryption";
    private const string EncryptionKey = "x-amz-server-side-encryption-aws-kms-key-id";
    private const string BucketKey = "x-amz-server-side-encryption-bucket-key-enabled";

    /// <summary>The headers of a write with a customer-provided key. A policy may refuse them; the twin does not
    /// support them.</summary>
    public static ImmutableArray<string> CustomerKey { get; } =
    [
        "x-amz-server-side-encryption-customer-algorithm", "x-amz-server-side-encryption-customer-key",
        "x-amz-server-side-encryption-customer-key-md5",
    ];

    /// <summary>All headers of a write that choose its encryption.</summary>
    public static ImmutableArray<string> All { get; } = [Encryption, EncryptionKey, BucketKey, .. CustomerKey];

    /// <summary>The condition of a write; null if it has none.</summary>
    /// <exception cref="S3Exception">NotImplemented for conditions that S3 does not support either.</exception>
    public static WriteCondition? ConditionOf(S3Call call)
    {
        var noneMatch = call.Header("If-None-Match");
        var match = call.Header("If-Match");
        if (noneMatch is not (null or "*"))
        {
            throw S3Exception.NotImplemented($"{call.Operation} with If-None-Match other than *");
        }

        return noneMatch is null && match is null ? null : new WriteCondition(noneMatch is not null, match?.Trim('"'));
    }

    /// <summary>The encryption of a write: the request's, or the bucket's default.</summary>
    /// <exception cref="S3Exception">InvalidArgument, NotImplemented, or the key does not exist.</exception>
    public static ObjectEncryption EncryptionOf(S3Call call, Bucket bucket)
    {
        if (CustomerKey.FirstOrDefault(header => call.Header(header) is not null) is { } customerKey)
        {
            throw S3Exception.NotImplemented($"{call.Operation} with the header {customerKey}");
        }

        var algorithm = call.Header(Encryption);
        var key = call.Header(EncryptionKey);
        if (key is not null && algorithm != ObjectEncryption.Kms)
        {
            throw S3Exception.InvalidArgument(
                "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : "
                + "aws:kms");
        }

        var usesBucketKey = call.Header(BucketKey)?.Equals("true", StringComparison.OrdinalIgnoreCase);
        return algorithm switch
        {
            null when bucket.Settings.Encryption is { Key: not null } byDefault =>
                byDefault with { UsesBucketKey = usesBucketKey ?? byDefault.UsesBucketKey },
            null => ObjectEncryption.OfS3,
            "AES256" => ObjectEncryption.OfS3,
            ObjectEncryption.Kms => new ObjectEncryption(
                ObjectEncryption.Kms,
                call.KeyNamed(key ?? ObjectEncryption.DefaultKey),
                usesBucketKey ?? bucket.Settings.Encryption.UsesBucketKey),
            _ => throw S3Exception.NotImplemented($"{call.Operation} with {Encryption}: {algorithm}"),
        };
    }

    /// <summary>Writes the description of the written object into the response's headers.</summary>
    public static void Answer(S3Call call, StoredObject stored)
    {
        call.Response.StatusCode = (int)HttpStatusCode.OK;
        call.Response.Headers.ETag = $"\"{stored.ETag}\"";
        Describe(call, stored.Encryption, stored.Checksum, stored.VersionId);
    }

    /// <summary>Writes the headers that responses to reads and writes share.</summary>
    public static void Describe(S3Call call, ObjectEncryption encryption, Checksum? checksum, string? versionId)
    {
        call.Response.Headers[Encryption] = encryption.Algorithm;
        if (encryption.Key is { } key)
        {
            call.Response.Headers[EncryptionKey] = key;
        }

        if (encryption.UsesBucketKey)
        {
            call.Response.Headers[BucketKey] = "true";
        }

        if (versionId is not null)
        {
            call.Response.Headers["x-amz-version-id"] = versionId;
        }

        if (checksum is not null)
        {
            call.Response.Headers[checksum.Algorithm.Header] = checksum.Value;
            call.Response.Headers["x-amz-checksum-type"] = Checksum.Type;
        }
    }
}

/// <summary>The headers that S3 stores with an object and returns with it.</summary>
internal static class ObjectHeaders
{
    /// <summary>The prefix of the writer's own metadata.</summary>
    public const string UserMetadata = "x-amz-meta-";

    private const int MaxUserMetadata = 2048;

    /// <summary>The headers that describe an object, besides its type and its encoding.</summary>
    public static ImmutableArray<string> Descriptive { get; } =
        ["cache-control", "content-disposition", "content-language", "expires"];

    /// <summary>Selects them from a request's headers.</summary>
    /// <exception cref="S3Exception">MetadataTooLarge.</exception>
    public static Dictionary<string, string> From(S3Call call)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in call.Headers)
        {
            var lower = name.ToLowerInvariant();
            if (Descriptive.Contains(lower) || lower.StartsWith(UserMetadata, StringComparison.Ordinal))
            {
                kept[lower] = value;
            }
            else if (lower == "content-type" && value.Length > 0)
            {
                kept[lower] = value;
            }
            else if (lower == "content-encoding" && WithoutChunks(call, value) is { Length: > 0 } encoding)
            {
                kept[lower] = encoding;
            }
        }

        var size = kept
            .Where(header => header.Key.StartsWith(UserMetadata, StringComparison.Ordinal))
            .Sum(header => header.Key.Length - UserMetadata.Length + header.Value.Length);
        if (size > MaxUserMetadata)
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size");
        }

        kept.TryAdd("content-type", Bucket.DefaultContentType);
        return kept;
    }

    // Aws-chunked is the encoding of the transfer, not of the object.
    private static string WithoutChunks(S3Call call, string encoding)
    {
        var parts = encoding.Split(',');
        var kept = parts.Where(part => !part.Trim().Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)).ToList();
        return kept.Count == parts.Length || call.PayloadHash.IsChunked
            ? string.Join(',', kept).Trim()
            : throw S3Exception.NotImplemented($"{call.Operation} with aws-chunked in Content-Encoding only");
    }
}
