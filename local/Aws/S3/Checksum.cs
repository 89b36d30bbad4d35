namespace Local.Aws.S3;

/// <summary>A checksum kept with an object.</summary>
/// <param name="Algorithm">For example <c>CRC32</c>.</param>
/// <param name="Value">Base64; of the parts' checksums, with <c>-parts</c> behind, where it is composite.</param>
/// <param name="IsComposite">Whether it is of the parts' checksums rather than of the bytes.</param>
public sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, bool IsComposite = false)
{
    /// <summary>S3's name for what the checksum is of.</summary>
    public string Type => IsComposite ? "COMPOSITE" : "FULL_OBJECT";
}
