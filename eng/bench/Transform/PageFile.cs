using System.Buffers;

namespace Bench.Transform;

/// <summary>Reads whole files, one after another, into the same memory.</summary>
internal sealed class PageFile : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(512 << 10);

    /// <summary>The file's bytes, until the next one is read.</summary>
    public ReadOnlySpan<byte> Read(string path)
    {
        using var file = File.OpenHandle(path);
        var length = (int)RandomAccess.GetLength(file);
        if (length > _bytes.Length)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(length);
        }

        var page = _bytes.AsSpan(0, length);
        for (var read = 0; read < length;)
        {
            var more = RandomAccess.Read(file, page[read..], read);
            read += more > 0 ? more : throw new EndOfStreamException($"{path} has become shorter.");
        }

        return page;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
