using System.Collections.Concurrent;

namespace Twin.Aws.S3;

/// <summary>An uploaded part.</summary>
internal sealed record UploadedPart(int Number, StagedFile File, string ETag, Checksum? Checksum);

/// <summary>A multipart upload, between Create and Complete or Abort.</summary>
/// <param name="Id">The upload id.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Headers">The headers stored with the object.</param>
/// <param name="Algorithm">The checksum algorithm of the parts; null: none.</param>
/// <param name="IsComposite">True if the object's checksum is computed from the parts' checksums.</param>
/// <param name="Encryption">The encryption of the parts and the object.</param>
/// <param name="Initiated">The time at which it was created.</param>
internal sealed record MultipartUpload(
    string Id,
    string Bucket,
    string Key,
    IReadOnlyDictionary<string, string> Headers,
    ChecksumAlgorithm? Algorithm,
    bool IsComposite,
    ObjectEncryption Encryption,
    DateTimeOffset Initiated) : IDisposable
{
    public ConcurrentDictionary<int, UploadedPart> Parts { get; } = new();

    /// <summary>Stores a part, in place of an earlier one with the same number.</summary>
    public void Keep(UploadedPart part) =>
        Parts.AddOrUpdate(part.Number, part, (_, before) =>
        {
            before.File.Dispose();
            return part;
        });

    public void Dispose()
    {
        foreach (var part in Parts.Values)
        {
            part.File.Dispose();
        }
    }
}
