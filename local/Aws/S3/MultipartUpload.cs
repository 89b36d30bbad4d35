using System.Collections.Concurrent;

namespace Local.Aws.S3;

/// <summary>A part that was uploaded.</summary>
internal sealed record UploadedPart(int Number, StagedFile File, string ETag, Checksum? Checksum);

/// <summary>An upload in parts, between Create and Complete or Abort.</summary>
/// <param name="Id">The upload id.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Headers">What the object will be described by.</param>
/// <param name="Algorithm">The checksum that the parts carry; null: none.</param>
/// <param name="IsComposite">Whether the object's checksum is of the parts' checksums.</param>
/// <param name="Encryption">How the parts and the object are encrypted.</param>
/// <param name="Initiated">When it began.</param>
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

    /// <summary>Keeps a part; a part of the same number that came before is dropped.</summary>
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
