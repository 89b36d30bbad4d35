using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Twin.Aws.S3;

/// <summary>A part as CompleteMultipartUpload names it.</summary>
internal sealed record CompletedPart(int Number, string ETag);

/// <summary>The multipart uploads in progress.</summary>
internal sealed class MultipartUploads(Staging staging, TimeProvider time)
{
    private const long SmallestPart = 5 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, MultipartUpload> _uploads = new(StringComparer.Ordinal);
    private long _count;

    public MultipartUpload Create(
        string bucket,
        string key,
        IReadOnlyDictionary<string, string> headers,
        ChecksumAlgorithm? algorithm,
        bool isComposite,
        ObjectEncryption encryption)
    {
        var seed = $"{bucket} {key} {Interlocked.Increment(ref _count)}";
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        return _uploads[id] = new MultipartUpload(
            id, bucket, key, headers, algorithm, isComposite, encryption, time.GetUtcNow());
    }

    /// <summary>Aborts the uploads that are older than a bucket's lifecycle rules allow.</summary>
    /// <returns>The number of aborted uploads.</returns>
    public int Abort(Bucket bucket, DateTimeOffset midnight)
    {
        var late = _uploads.Values
            .Where(upload => upload.Bucket == bucket.Name && bucket.Settings.Lifecycle.Enabled
                .Any(rule => rule.AbortsUpload(upload.Key, upload.Initiated, midnight)))
            .ToList();
        late.ForEach(Remove);
        return late.Count;
    }

    /// <exception cref="S3Exception">NoSuchUpload.</exception>
    public MultipartUpload Get(string id, string bucket, string key) =>
        _uploads.TryGetValue(id, out var upload) && upload.Bucket == bucket && upload.Key == key
            ? upload
            : throw S3Exception.NoSuchUpload(id);

    public void Remove(MultipartUpload upload)
    {
        _uploads.TryRemove(upload.Id, out _);
        upload.Dispose();
    }

    /// <summary>Joins the named parts to one file.</summary>
    /// <exception cref="S3Exception">InvalidPart, InvalidPartOrder, EntityTooSmall.</exception>
    public async Task<(StagedFile File, ObjectUpload Draft)> JoinAsync(
        MultipartUpload upload, IReadOnlyList<CompletedPart> named, CancellationToken cancellationToken)
    {
        var parts = Select(upload, named);
        var algorithm = upload.Algorithm;
        await using var joined = new ConcatenatedFiles(parts.Select(part => part.File.Path));
        var file = await staging.WriteAsync(
            joined, algorithm is null ? [] : [algorithm], cancellationToken);
        var md5s = parts.SelectMany(part => part.File.Md5).ToArray();
#pragma warning disable CA5351 // S3 defines ETags by MD5
        var etag = $"{Convert.ToHexStringLower(MD5.HashData(md5s))}-{parts.Count}";
#pragma warning restore CA5351
        var uploaded = new ObjectUpload(upload.Key, etag, upload.Headers, ChecksumOf(upload, parts, file))
        {
            Encryption = upload.Encryption,
        };
        return (file, uploaded);
    }

    private static List<UploadedPart> Select(MultipartUpload upload, IReadOnlyList<CompletedPart> named)
    {
        if (named.Count == 0)
        {
            throw S3Exception.MalformedXml();
        }

        if (named.Zip(named.Skip(1)).Any(pair => pair.First.Number >= pair.Second.Number))
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number.");
        }

        var parts = named
            .Select(name => upload.Parts.TryGetValue(name.Number, out var part) && part.ETag == name.ETag.Trim('"')
                ? part
                : throw new S3Exception(
                    HttpStatusCode.BadRequest, "InvalidPart",
                    "One or more of the specified parts could not be found. The part may not have been uploaded, or "
                    + "the specified entity tag may not match the part's entity tag.")
                {
                    Details = [("PartNumber", $"{name.Number}")],
                })
            .ToList();
        return parts.SkipLast(1).FirstOrDefault(part => part.File.Size < SmallestPart) is { } small
            ? throw new S3Exception(
                HttpStatusCode.BadRequest, "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size")
            {
                Details = [("PartNumber", $"{small.Number}"), ("ProposedSize", $"{small.File.Size}")],
            }
            : parts;
    }

    private static Checksum? ChecksumOf(MultipartUpload upload, List<UploadedPart> parts, StagedFile file)
    {
        if (upload.Algorithm is not { } algorithm)
        {
            return null;
        }

        if (!upload.IsComposite)
        {
            return new Checksum(algorithm, file.ChecksumOf(algorithm));
        }

        using var hash = algorithm.Begin();
        foreach (var part in parts)
        {
            hash.Append(Convert.FromBase64String(part.Checksum!.Value));
        }

        return new Checksum(
            algorithm, $"{Convert.ToBase64String(hash.Finish())}-{parts.Count}", IsComposite: true);
    }
}
