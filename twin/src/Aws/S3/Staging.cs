using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Twin.Aws.S3;

/// <summary>A hidden folder beside the buckets, on the same volume so that a finished upload is moved in one
/// step.</summary>
internal sealed class Staging(string folder) : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private long _count;

    /// <summary>Writes a body to disk and hashes it while writing.</summary>
    public async Task<StagedFile> WriteAsync(
        Stream body, IEnumerable<ChecksumAlgorithm> algorithms, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        using var md5 = new CryptographicHash(System.Security.Cryptography.HashAlgorithmName.MD5);
        var checksums = algorithms.DistinctBy(algorithm => algorithm.Name)
            .ToDictionary(algorithm => algorithm.Name, algorithm => algorithm.Begin());
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var kept = false;
        try
        {
            var size = 0L;
            using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
            {
                int count;
                while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    var bytes = buffer.AsMemory(0, count);
                    md5.Append(bytes.Span);
                    foreach (var checksum in checksums.Values)
                    {
                        checksum.Append(bytes.Span);
                    }

                    Write(file, bytes.Span, size);
                    size += count;
                }
            }

            kept = true;
            return new StagedFile(
                path, size, md5.Finish(), checksums.ToDictionary(pair => pair.Key, pair => pair.Value.Finish()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            foreach (var checksum in checksums.Values)
            {
                checksum.Dispose();
            }

            if (!kept)
            {
                File.Delete(path);
            }
        }
    }

    // The system keeps the bytes in memory: a thread of its own for the write would take longer than the write.
    private static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at) =>
        RandomAccess.Write(file, bytes, at);

    /// <summary>Deletes the files of unfinished uploads.</summary>
    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>The bytes of an upload on disk before they become an object. The file is deleted on disposal, unless it
/// was moved.</summary>
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
