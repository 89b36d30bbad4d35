namespace Functions.Lake;

/// <param name="Bytes">The object; empty if it is larger than any that the extraction writes.</param>
/// <param name="ETag">The ETag, in quotes as S3 returns it.</param>
internal sealed record ObjectWithETag(byte[] Bytes, string ETag);
