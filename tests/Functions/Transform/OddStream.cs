namespace Tests.Functions.Transform;

/// <summary>A stream whose bytes come in pieces of any size, as from a network.</summary>
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
