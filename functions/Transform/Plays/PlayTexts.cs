using Functions.Transform.Json;

namespace Functions.Transform.Plays;

/// <summary>The texts of a month's plays, one after the other in one buffer.</summary>
internal sealed class PlayTexts : IDisposable
{
    private const int First = 1 << 16;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(First);

    // The place 0 means an unknown text.
    private int _end = 1;

    /// <summary>A text as valid UTF-8; empty if it is unknown.</summary>
    public ReadOnlySpan<byte> this[TextRef text] => _bytes.AsSpan(text.Start, text.Length);

    /// <returns>The kept text; an unknown one if it is empty.</returns>
    public TextRef Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return default;
        }

        if (utf8.Length > _bytes.Length - _end)
        {
            Grow(checked(_end + utf8.Length));
        }

        utf8.CopyTo(_bytes.AsSpan(_end));
        var text = new TextRef(_end, utf8.Length);
        _end += utf8.Length;
        return text;
    }

    public int Compare(TextRef one, TextRef other) => this[one].SequenceCompareTo(this[other]);

    public bool AreEqual(TextRef one, TextRef other) => this[one].SequenceEqual(this[other]);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, checked(_bytes.Length * 2)));
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
