namespace Twin.Aws.S3;

/// <summary>A checksum stored with an object.</summary>
/// <param name="Algorithm">For example <c>CRC32</c>.</param>
/// <param name="Value">The value, base64.</param>
public sealed record Checksum(ChecksumAlgorithm Algorithm, string Value)
{
    /// <summary>S3's name for a checksum of all bytes; the other type is of an upload in parts.</summary>
    public const string Type = "FULL_OBJECT";
}
