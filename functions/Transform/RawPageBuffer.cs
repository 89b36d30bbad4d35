using System.Buffers;
using System.Security.Cryptography;

namespace Functions.Transform;

/// <summary>
/// The part of a stream that has come and was not used yet, and the hash of all that has come. The buffer grows only
/// where one value does not fit.
/// </summary>
/// <remarks>
/// The hash is taken where the bytes are read, while they are near: a task beside the reading costs more than a fifth
/// of the work, and a function has a second processor only from 1,769 MB of memory on.
/// </remarks>
/// <param name="size">What it begins with, in bytes.</param>
/// <param name="limit">What it never grows above, in bytes.</param>
internal sealed class PageBuffer(int size, int limit) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private int _start;
    private int _end;

    /// <summary>What has come and was not used.</summary>
    public ReadOnlySpan<byte> Unused => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Whether the end of the stream has come.</summary>
    public bool IsLast { get; private set; }

    /// <summary>All that has come of the stream, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether there is no room for more, and none can be made.</summary>
    public bool IsFull => _start == 0 && _end == _bytes.Length && _bytes.Length >= limit;

    /// <summary>Begins with another stream.</summary>
    public void Begin()
    {
        (_start, _end, Length, IsLast) = (0, 0, 0, false);
        _hash.TryGetHashAndReset(stackalloc byte[SHA256.HashSizeInBytes], out _);
    }

    public void Use(int count) => _start += count;

    /// <summary>Takes as much as there is room for, which must be some.</summary>
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

    /// <summary>Of all that has come: 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Gives the buffer back; not while it is filled.</summary>
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
