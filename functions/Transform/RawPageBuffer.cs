using System.Security.Cryptography;

namespace Functions.Transform;

/// <summary>The unused bytes of a raw page that have come so far, and the hash of all that have come. The buffer grows
/// only if one value does not fit.</summary>
/// <remarks>The hash is computed when the bytes are read, while they are in the processor's cache. A task beside the
/// reading costs more than a fifth of the work, and a function has a second processor only from 1,769 MB of memory
/// on.</remarks>
/// <param name="size">The first size, in bytes.</param>
/// <param name="limit">The greatest size, in bytes.</param>
internal sealed class RawPageBuffer(int size, int limit) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private int _start;
    private int _end;

    /// <summary>The bytes that have come and were not used.</summary>
    public ReadOnlySpan<byte> Unused => _bytes.AsSpan(_start, _end - _start);

    public bool IsLast { get; private set; }
    public long Length { get; private set; }

    public bool IsFull => _start == 0 && _end == _bytes.Length && _bytes.Length >= limit;

    public void Begin()
    {
        (_start, _end, Length, IsLast) = (0, 0, 0, false);
        _hash.TryGetHashAndReset(stackalloc byte[SHA256.HashSizeInBytes], out _);
    }

    public void Use(int count) => _start += count;

    /// <summary>Reads until the buffer is full or the page ends. The buffer must not be full.</summary>
    public async ValueTask FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        MakeRoom();
        var free = _bytes.AsMemory(_end);
        var read = await stream.ReadAtLeastAsync(free, free.Length, throwOnEndOfStream: false, cancellationToken);
        _hash.AppendData(free.Span[..read]);
        _end += read;
        Length += read;
        IsLast = read < free.Length;
    }

    /// <summary>The SHA-256 of all bytes that have come: 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Returns the buffer to its pool. It must not be filled at that time.</summary>
    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void MakeRoom()
    {
        var unused = Unused;
        if (_start == 0 && _end == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_bytes.Length * 2, limit));
            unused.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        else
        {
            unused.CopyTo(_bytes);
        }

        (_start, _end) = (0, unused.Length);
    }
}
