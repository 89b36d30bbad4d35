using System.Collections;
using System.IO.Compression;

namespace Twin.Aws.Hosting;

/// <summary>A list to which items are added, from any thread. All but the last are kept compressed: a run of a year
/// has a hundred thousand entries and statements that differ little.</summary>
public sealed class PackedList<T> : IEnumerable<T>
{
    private const int Block = 500;

    private readonly Lock _lock = new();
    private readonly List<byte[]> _packed = [];
    private ImmutableList<T> _last = [];

    public void Add(T item)
    {
        lock (_lock)
        {
            _last = _last.Add(item);
            if (_last.Count == Block)
            {
                _packed.Add(Pack(_last));
                _last = [];
            }
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        List<byte[]> packed;
        ImmutableList<T> last;
        lock (_lock)
        {
            (packed, last) = ([.. _packed], _last);
        }

        return packed.SelectMany(Unpack).Concat(last).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static byte[] Pack(ImmutableList<T> items)
    {
        using var bytes = new MemoryStream();
        using (var packing = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packing, items);
        }

        return bytes.ToArray();
    }

    private static List<T> Unpack(byte[] bytes)
    {
        using var unpacking = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<T>>(unpacking)!;
    }
}
