namespace Tests.Support;

/// <summary>A stream of spaces that is longer than anybody should read. It counts the bytes that are read.</summary>
internal sealed class EndlessStream(long length) : ReadOnceStream
{
    public long Taken { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Taken);
        buffer[..count].Fill((byte)' ');
        Taken += count;
        return count;
    }
}
