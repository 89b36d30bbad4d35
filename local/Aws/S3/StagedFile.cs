namespace Local.Aws.S3;

/// <summary>An upload's bytes on disk before they become an object; gone when disposed, unless moved away.</summary>
internal sealed class StagedFile(string path, long size, byte[] md5, IReadOnlyDictionary<string, byte[]> checksums)
    : IDisposable
{
    public string Path => path;

    public long Size => size;

    public byte[] Md5 => md5;

    /// <summary>Base64 of a checksum that was asked for when the file was staged.</summary>
    public string ChecksumOf(ChecksumAlgorithm algorithm) => Convert.ToBase64String(checksums[algorithm.Name]);

    public void Dispose() => File.Delete(path);
}
