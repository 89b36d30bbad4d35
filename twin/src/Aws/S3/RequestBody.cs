namespace Twin.Aws.S3;

/// <summary>The body of a request: unwrapped, staged, and checked against the checksums that the client sent.</summary>
internal static class RequestBody
{
    /// <summary>The header with the length of a chunked body's payload.</summary>
    public const string DecodedLength = "x-amz-decoded-content-length";

    /// <summary>Stages the body.</summary>
    /// <param name="staging">The folder for the bytes.</param>
    /// <returns>The bytes, and the checksum that the client sent, or S3's own.</returns>
    /// <exception cref="S3Exception">The length, the chunks or the checksums are wrong.</exception>
    /// <exception cref="SignatureException">The signature of a chunk is wrong.</exception>
    public static async Task<(StagedFile File, Checksum Checksum)> StageAsync(S3Call call, Staging staging)
    {
        ExpectLength(call);
        var sent = SentChecksum.Read(call);
        var algorithm = sent?.Algorithm ?? ChecksumAlgorithm.Default;
        await using var body = call.OpenBody();
        var chunks = body as AwsChunkedStream;
        var file = await staging.WriteAsync(body, [algorithm], call.Aborted);
        try
        {
            ExpectLength(call, file, chunks is not null);
            ExpectMd5(call, file);
            var computed = new Checksum(algorithm, file.ChecksumOf(algorithm));
            return (file, sent?.Check(file, chunks?.Trailers) ?? computed);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>S3 accepts an object that it locks only with a checksum.</summary>
    /// <exception cref="S3Exception">InvalidRequest.</exception>
    public static void ExpectChecked(S3Call call, Bucket bucket) =>
        ExpectChecked(bucket, SentChecksum.Read(call) is not null || call.Header("Content-MD5") is not null);

    /// <inheritdoc cref="ExpectChecked(S3Call, Bucket)"/>
    public static void ExpectChecked(Bucket bucket, bool isChecked)
    {
        if (bucket.Settings.ObjectLockDays is not null && !isChecked)
        {
            throw S3Exception.InvalidRequest(
                "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock "
                + "parameters");
        }
    }

    private static void ExpectLength(S3Call call)
    {
        if (call.Header(call.PayloadHash.IsChunked ? DecodedLength : "Content-Length") is null)
        {
            throw S3Exception.MissingContentLength();
        }
    }

    private static void ExpectLength(S3Call call, StagedFile file, bool isChunked)
    {
        if (isChunked
            && call.Header(DecodedLength) is { } announced
            && announced != file.Size.ToString(CultureInfo.InvariantCulture))
        {
            throw S3Exception.IncompleteBody(
                "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header.");
        }
    }

    private static void ExpectMd5(S3Call call, StagedFile file)
    {
        if (call.Header("Content-MD5") is not { } header)
        {
            return;
        }

        var md5 = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, md5, out var count) || count != file.Md5.Length)
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }

        if (!md5.AsSpan(0, count).SequenceEqual(file.Md5))
        {
            throw S3Exception.BadDigest("Content-MD5");
        }
    }
}
