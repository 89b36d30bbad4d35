namespace Local.Aws.S3;

/// <summary>What an upload says of the object that it is to become.</summary>
/// <param name="Key">Unescaped.</param>
/// <param name="ETag">Without quotes; an object that is encrypted with KMS gets another one.</param>
/// <param name="Headers">Content type and its like, and user metadata; names in lower case.</param>
/// <param name="Checksum">Null where the writer sent none.</param>
internal sealed record ObjectUpload(
    string Key, string ETag, IReadOnlyDictionary<string, string> Headers, Checksum? Checksum)
{
    /// <summary>How it is to be encrypted.</summary>
    public required ObjectEncryption Encryption { get; init; }
}
