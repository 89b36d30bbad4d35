namespace Twin.Aws.S3;

/// <summary>
/// The bytes of an upload on disk before they become an object. The file is deleted on disposal, unless it was moved.
/// </summary>
internal sealed class StagedFile(string path, long size, byte[] md5, IReadOnlyDictionary<string, byte[]> checksums)
    : IDisposable
{
    public string Path => path;

    public long Size => size;

    public byte[] Md5 => md5;

    /// <summary>A checksum in base64; it must have been requested when the file was staged.</summary>
    public string ChecksumOf(ChecksumAlgorithm algorithm) => Convert.ToBase64String(checksums[algorithm.Name]);

    public void Dispose() => File.Delete(path);
}
