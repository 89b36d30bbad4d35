using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace Twin.Aws.S3;

/// <summary>CreateMultipartUpload, UploadPart, CompleteMultipartUpload and AbortMultipartUpload.</summary>
internal sealed class MultipartOperations(BucketStore store, ObjectEventNotifier notifier)
{
    private const int MostParts = 10_000;
    private readonly MultipartUploads _uploads = store.Uploads;

    public async Task CreateAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.AuthorizeObject("s3:PutObject");
        WriteHeaders.ExpectOrdinary(call);
        var encryption = WriteHeaders.EncryptionOf(call, bucket);
        call.AuthorizeEncryption(encryption);
        var algorithm = ChecksumHeaders.AskedFor(call);
        // CRC64NVME is always of the whole object; the others are of the parts unless the request says otherwise.
        var isComposite = algorithm?.Name != "CRC64NVME" && call.Header("x-amz-checksum-type") != "FULL_OBJECT";
        // An invalid key is refused before the parts are sent.
        _ = ObjectKey.PathOf(bucket.Folder, call.Key);
        var upload = _uploads.Create(
            bucket.Name, call.Key, ObjectHeaders.From(call.Headers), algorithm, isComposite, encryption);
        if (algorithm is not null)
        {
            call.Response.Headers["x-amz-checksum-algorithm"] = algorithm.Name;
            call.Response.Headers["x-amz-checksum-type"] = isComposite ? "COMPOSITE" : "FULL_OBJECT";
        }

        await S3Xml.WriteAsync(
            call.Response,
            S3Xml.Element(
                "InitiateMultipartUploadResult",
                S3Xml.Element("Bucket", bucket.Name),
                S3Xml.Element("Key", call.Key),
                S3Xml.Element("UploadId", upload.Id)),
            call.Aborted);
    }

    public async Task UploadPartAsync(S3Call call)
    {
        var upload = Find(call, "s3:PutObject");
        // S3 stores the encrypted data key with the upload, and decrypts the parts when it joins them.
        call.AuthorizeDecryption(upload.Encryption);
        var number = PartNumber(call.Query("partNumber"));
        RequestBody.ExpectChecked(call, call.Bucket, "Part");
        var (file, sent) = await RequestBody.StageAsync(call, store.Staging, upload.Algorithm);
        var etag = Convert.ToHexStringLower(file.Md5);
        var checksum = upload.Algorithm is { } algorithm
            ? new Checksum(algorithm, file.ChecksumOf(algorithm))
            : sent;
        upload.Keep(new UploadedPart(number, file, etag, checksum));
        call.Response.Headers.ETag = $"\"{etag}\"";
        WriteHeaders.Describe(call, upload.Encryption, checksum, null);
    }

    public async Task CompleteAsync(S3Call call)
    {
        var upload = Find(call, "s3:PutObject");
        WriteOperations.AuthorizeWrite(call);
        call.AuthorizeDecryption(upload.Encryption);
        var condition = WriteHeaders.ConditionOf(call);
        await using var body = call.OpenBody();
        var request = await S3Xml.ReadAsync(body, "CompleteMultipartUpload", call.Aborted);
        var named = request.Elements()
            .Where(element => element.Name.LocalName == "Part")
            .Select(NamedPartOf)
            .ToList();
        var (file, uploaded) = await _uploads.JoinAsync(upload, named, call.Aborted);
        using (file)
        {
            ExpectSent(call, file, uploaded.Checksum);
            var stored = call.Bucket.Commit(file, uploaded, condition);
            _uploads.Remove(upload);
            notifier.Notify(call, stored, ObjectCreation.CompleteMultipartUpload);
            WriteHeaders.Describe(call, stored.Encryption, null, stored.VersionId);
            await S3Xml.WriteAsync(
                call.Response,
                S3Xml.Element(
                    "CompleteMultipartUploadResult",
                    S3Xml.Element("Location", $"{call.Origin}/{stored.Key}"),
                    S3Xml.Element("Bucket", call.BucketName),
                    S3Xml.Element("Key", stored.Key),
                    S3Xml.Element("ETag", $"\"{stored.ETag}\""),
                    ChecksumHeaders.Elements(stored.Checksum)),
                call.Aborted);
        }
    }

    public Task AbortAsync(S3Call call)
    {
        _uploads.Remove(Find(call, "s3:AbortMultipartUpload"));
        call.Response.StatusCode = (int)HttpStatusCode.NoContent;
        return Task.CompletedTask;
    }

    private MultipartUpload Find(S3Call call, string action)
    {
        var bucket = call.Bucket;
        call.AuthorizeObject(action);
        return _uploads.Get(call.Query("uploadId")!, bucket.Name, call.Key);
    }

    private static void ExpectSent(S3Call call, StagedFile file, Checksum? checksum)
    {
        if (checksum is not null && call.Header(checksum.Algorithm.Header) is { } sent && sent != checksum.Value)
        {
            throw S3Exception.BadDigest(checksum.Algorithm.Name);
        }

        if (call.Header("x-amz-mp-object-size") is { } size
            && size != file.Size.ToString(CultureInfo.InvariantCulture))
        {
            throw S3Exception.InvalidRequest(
                $"The provided 'x-amz-mp-object-size' header value {size} does not match what was computed: "
                + $"{file.Size}");
        }
    }

    private static CompletedPart NamedPartOf(XElement part) =>
        new(PartNumber(part.Text("PartNumber")), part.Text("ETag") ?? throw S3Exception.MalformedXml());

    private static int PartNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= MostParts
            ? number
            : throw S3Exception.InvalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive");
}
