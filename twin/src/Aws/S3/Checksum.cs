namespace Twin.Aws.S3;

/// <summary>A checksum stored with an object.</summary>
/// <param name="Algorithm">For example <c>CRC32</c>.</param>
/// <param name="Value">
/// The value, base64. A composite one is of the parts' checksums, followed by <c>-parts</c>.
/// </param>
/// <param name="IsComposite">True if it is computed from the parts' checksums rather than from the bytes.</param>
public sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, bool IsComposite = false)
{
    /// <summary>S3's name for the type of checksum.</summary>
    public string Type => IsComposite ? "COMPOSITE" : "FULL_OBJECT";
}
