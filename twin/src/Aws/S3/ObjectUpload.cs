namespace Twin.Aws.S3;

/// <summary>The description of an object that is being uploaded.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="ETag">The ETag, without quotes; an object encrypted with KMS gets another one.</param>
/// <param name="Headers">The content type and similar headers, and user metadata; names in lower case.</param>
/// <param name="Checksum">The checksum; null if the client sent none.</param>
internal sealed record ObjectUpload(
    string Key, string ETag, IReadOnlyDictionary<string, string> Headers, Checksum? Checksum)
{
    /// <summary>The encryption.</summary>
    public required ObjectEncryption Encryption { get; init; }
}
