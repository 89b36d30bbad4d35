using System.IO.Compression;
using System.Security.Cryptography;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The pages of one reading of an own list, compressed in memory until all are there: only then is its
/// snapshot id known. A page of 50 tracks has 450 KB at most, and compressed 47: the most entries that are read take
/// 94 MB.</summary>
internal sealed class BufferedPages(OwnList list, OpenDownload reading)
{
    private readonly byte[][] _pages = new byte[reading.PageCount][];
    private readonly byte[][] _keys = new byte[reading.PageCount][];

    public int Count => _pages.Length;

    public int Entries => reading.Total;

    public EntryRange Range(int index) => list.Range(index, reading.PageSize);

    public void Set(int index, SpotifyPage page)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(page.Bytes);
        }

        (_pages[index], _keys[index]) = (compressed.ToArray(), EntryKeys.Read(page.Bytes, list.IsChart));
    }

    /// <summary>Determines whether a page has the entries of the one that was set.</summary>
    public bool IsSame(int index, SpotifyPage page) =>
        EntryKeys.Read(page.Bytes, list.IsChart).AsSpan().SequenceEqual(_keys[index]);

    /// <summary>The page as Spotify sent it.</summary>
    public byte[] Read(int index)
    {
        using var gzip = new GZipStream(new MemoryStream(_pages[index]), CompressionMode.Decompress);
        using var page = new MemoryStream();
        gzip.CopyTo(page);
        return page.ToArray();
    }

    /// <summary>The reading with its snapshot id: the SHA-256 of the keys of its entries, in lower-case hexadecimal
    /// digits.</summary>
    public OpenDownload Identify()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var keys in _keys)
        {
            hash.AppendData(keys);
        }

        return reading with { SnapshotId = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }
}
