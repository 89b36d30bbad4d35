using System.Buffers.Binary;
using Twin.Aws.S3;

namespace Twin.Host.History;

/// <summary>The bytes that may still be unpacked. What a zip says of its sizes is not trusted.</summary>
internal sealed class UnpackedLimit(long bytes)
{
    private long _left = bytes;

    public bool Take(int count) => (_left -= count) >= 0;
}

/// <summary>A file of a zip: it counts what it unpacks, and holds its end against the zip's checksum.</summary>
/// <param name="refused">Creates the exception for a zip that must not be read.</param>
internal sealed class UnpackedFile(
    Stream content, uint crc32, UnpackedLimit limit, Func<string, Exception> refused) : IDisposable
{
    public const string Damaged = "it is damaged. Download it again";

    private readonly IIncrementalHash _hash = ChecksumAlgorithm.All["CRC32"].Begin();
    private bool _ended;

    public int Read(Span<byte> buffer)
    {
        if (_ended)
        {
            return 0;
        }

        int count;
        try
        {
            count = content.Read(buffer);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            throw refused(Damaged);
        }

        if (!limit.Take(count))
        {
            throw refused("it unpacks to more bytes than any export has");
        }

        _hash.Append(buffer[..count]);
        _ended = count == 0;
        return _ended && BinaryPrimitives.ReadUInt32BigEndian(_hash.Finish()) != crc32
            ? throw refused(Damaged)
            : count;
    }

    /// <summary>Reads what is left. If the JSON in it is broken, only its end tells whether the zip is
    /// damaged.</summary>
    public void ReadToEnd()
    {
        var buffer = new byte[64 * 1024];
        while (Read(buffer) > 0)
        {
        }
    }

    public void Dispose()
    {
        content.Dispose();
        _hash.Dispose();
    }
}
