using System.Security.Cryptography;

namespace Functions.Lake;

/// <summary>
/// A file on its way to S3, which wants to know the length first: in memory while it is small, else in a temporary
/// file. It knows the hash of what was written.
/// </summary>
internal sealed class Spool : Stream
{
    // Most tables of a day are smaller; there are seven at once
    private const int MostInMemory = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream _bytes = new MemoryStream();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes.Length;

    public override long Position
    {
        get => _bytes.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>Of what was written: 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>What was written, from its beginning. It belongs to this spool, and ends the writing.</summary>
    public Stream Reread()
    {
        _bytes.Flush();
        _bytes.Position = 0;
        return _bytes;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_bytes is MemoryStream && _bytes.Length + buffer.Length > MostInMemory)
        {
            MoveToFile();
        }

        _hash.AppendData(buffer);
        _bytes.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    private void MoveToFile()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name nothing is left of it, however the process ends
            File.Delete(path);
        }

        _bytes.Position = 0;
        _bytes.CopyTo(file);
        _bytes.Dispose();
        _bytes = file;
    }
}
