namespace Tests.Functions.Transform;

/// <summary>Gives its bytes in pieces of any size, as a network does.</summary>
internal sealed class OddStream(byte[] bytes, Func<int> pieceSize) : ReadOnceStream
{
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(buffer.Length, bytes.Length - _position), pieceSize());
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
