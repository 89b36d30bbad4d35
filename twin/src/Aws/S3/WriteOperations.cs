namespace Twin.Aws.S3;

/// <summary>PutObject and CopyObject.</summary>
internal sealed class WriteOperations(BucketStore store, ObjectEventNotifier notifier)
{
    public async Task PutAsync(S3Call call)
    {
        var bucket = call.Bucket;
        AuthorizeWrite(call);
        WriteHeaders.ExpectOrdinary(call);
        var encryption = WriteHeaders.EncryptionOf(call, bucket);
        call.AuthorizeEncryption(encryption);
        var condition = WriteHeaders.ConditionOf(call);
        var headers = ObjectHeaders.From(call.Headers);
        RequestBody.ExpectChecked(call, bucket, "Object");
        var (file, checksum) = await RequestBody.StageAsync(call, store.Staging);
        using (file)
        {
            var uploaded = new ObjectUpload(call.Key, Convert.ToHexStringLower(file.Md5), headers, checksum)
            {
                Encryption = encryption,
            };
            var stored = bucket.Commit(file, uploaded, condition);
            notifier.Notify(call, stored, ObjectCreation.Put);
            WriteHeaders.Answer(call, stored);
        }
    }

    public async Task CopyAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var (sourceBucket, sourceKey) = SourceOf(call);
        call.ExpectOwner("x-amz-source-expected-bucket-owner");
        ReadOperations.ExpectReadable(call, sourceBucket, ReadOperations.FindReadable(call, sourceBucket, sourceKey));
        AuthorizeWrite(call);
        WriteHeaders.ExpectOrdinary(call);
        var encryption = WriteHeaders.EncryptionOf(call, bucket);
        call.AuthorizeEncryption(encryption);
        var condition = WriteHeaders.ConditionOf(call);
        var (source, bytes) = sourceBucket.OpenRead(sourceKey);
        await using (bytes)
        {
            ReadConditions.CheckCopySource(call, source);
            var headers = HeadersOf(call, source, sourceBucket == bucket && sourceKey == call.Key);
            var algorithm = ChecksumHeaders.AskedFor(call) ?? source.Checksum?.Algorithm;
            using var file = await store.Staging.WriteAsync(bytes, algorithm is null ? [] : [algorithm], call.Aborted);
            var checksum = algorithm is null ? null : new Checksum(algorithm, file.ChecksumOf(algorithm));
            var uploaded = new ObjectUpload(call.Key, Convert.ToHexStringLower(file.Md5), headers, checksum)
            {
                Encryption = encryption,
            };
            var stored = bucket.Commit(file, uploaded, condition);
            notifier.Notify(call, stored, ObjectCreation.Copy);
            WriteHeaders.Answer(call, stored);
            await S3Xml.WriteAsync(
                call.Response,
                S3Xml.Element(
                    "CopyObjectResult",
                    S3Xml.Element("ETag", $"\"{stored.ETag}\""),
                    S3Xml.Element("LastModified", S3Xml.Date(stored.LastModified)),
                    ChecksumHeaders.Elements(checksum)),
                call.Aborted);
        }
    }

    /// <summary>Checks the permission to write. A write with If-Match also needs the permission to read.</summary>
    /// <exception cref="S3Exception">AccessDenied.</exception>
    public static void AuthorizeWrite(S3Call call)
    {
        call.AuthorizeObject("s3:PutObject");
        if (call.Header("If-Match") is not null)
        {
            call.AuthorizeObject("s3:GetObject");
        }
    }

    private (Bucket Bucket, string Key) SourceOf(S3Call call)
    {
        var header = call.Header("x-amz-copy-source")!;
        if (header.Contains('?', StringComparison.Ordinal) || header.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw S3Exception.NotImplemented("CopyObject of an older version or through an access point");
        }

        var path = Uri.UnescapeDataString(header).TrimStart('/');
        return path.Split('/', 2) is [var bucket, { Length: > 0 } key]
            ? (store.Get(bucket), key)
            : throw S3Exception.InvalidArgument(
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }

    private static IReadOnlyDictionary<string, string> HeadersOf(S3Call call, StoredObject source, bool ontoItself) =>
        call.Header("x-amz-metadata-directive") switch
        {
            "REPLACE" => ObjectHeaders.From(call.Headers),
            null or "COPY" when ontoItself => throw S3Exception.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                + "object's metadata, storage class, website redirect location or encryption attributes."),
            null or "COPY" => source.Headers,
            var other => throw S3Exception.InvalidArgument($"Unknown metadata directive: {other}"),
        };
}
