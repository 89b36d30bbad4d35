using System.Security.Cryptography;

namespace Functions.Lake;

/// <summary>A buffer for a file on its way to S3, which needs the length first: memory while the file is small,
/// otherwise a temporary file. It computes the hash of the written bytes.</summary>
internal sealed class FileBufferingStream : Stream
{
    private const int FirstInMemory = 64 << 10;

    // Most tables of a day are smaller, and seven are open at once.
    private const int MaxInMemory = 256 << 10;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _memory = ArrayPool<byte>.Shared.Rent(FirstInMemory);
    private int _inMemory;
    private FileStream? _file;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _file?.Length ?? _inMemory;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <summary>The SHA-256 of the written bytes: 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Ends the writing, and opens the written bytes. The stream belongs to this buffer.</summary>
    public Stream Reread()
    {
        if (_file is null)
        {
            return new MemoryStream(_memory, 0, _inMemory, writable: false);
        }

        _file.Position = 0;
        return _file;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        if (_file is null && _inMemory + buffer.Length > MaxInMemory)
        {
            MoveToFile();
        }

        if (_file is not null)
        {
            _file.Write(buffer);
            return;
        }

        if (_inMemory + buffer.Length > _memory.Length)
        {
            Grow(_inMemory + buffer.Length);
        }

        buffer.CopyTo(_memory.AsSpan(_inMemory));
        _inMemory += buffer.Length;
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
            _file?.Dispose();
            if (_memory.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_memory);
                _memory = [];
            }
        }

        base.Dispose(disposing);
    }

    private void MoveToFile()
    {
        var path = Path.Combine(Path.GetTempPath(), "spotify-table-" + Path.GetRandomFileName());
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            // A file without a name is gone however the process ends.
            File.Delete(path);
        }

        file.Write(_memory.AsSpan(0, _inMemory));
        ArrayPool<byte>.Shared.Return(_memory);
        (_file, _memory) = (file, []);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _memory.Length * 4));
        _memory.AsSpan(0, _inMemory).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_memory);
        _memory = larger;
    }
}
