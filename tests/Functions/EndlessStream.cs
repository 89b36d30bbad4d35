namespace Tests.Functions;

/// <summary>Spaces without an end, up to a length that nobody should read; counts what was read.</summary>
internal sealed class EndlessStream(long length) : ReadOnceStream
{
    /// <summary>The bytes that were read so far.</summary>
    public long Taken { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Taken);
        buffer[..count].Fill((byte)' ');
        Taken += count;
        return count;
    }
}
