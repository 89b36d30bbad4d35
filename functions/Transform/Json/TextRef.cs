namespace Functions.Transform.Json;

/// <summary>The place of a text of an entry: in the page's buffer, where most texts stay as they came, or among the
/// decoded texts. The default means an unknown text.</summary>
/// <param name="start">The start in the page's buffer; or the complement of the start among the decoded texts.</param>
/// <param name="length">The number of bytes of UTF-8.</param>
internal readonly struct TextRef(int start, int length)
{
    /// <summary>The start in the page's buffer; or the complement of the start among the decoded texts.</summary>
    public int Start { get; } = start;

    /// <summary>The number of bytes of UTF-8.</summary>
    public int Length { get; } = length;

    // A text in the page's buffer has at least its quote before it.
    public bool IsKnown => Start != 0;

    public bool IsEmpty => Length == 0;

    /// <summary>This text, or an unknown one if it is empty: an empty id identifies nothing.</summary>
    public TextRef UnlessEmpty => IsEmpty ? default : this;
}

/// <summary>The bytes to which the texts of one entry refer.</summary>
internal readonly ref struct EntryText(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> decoded)
{
    private readonly ReadOnlySpan<byte> _entry = entry;
    private readonly ReadOnlySpan<byte> _decoded = decoded;

    /// <summary>The entry's JSON as the page has it.</summary>
    public ReadOnlySpan<byte> Entry => _entry;

    /// <summary>A text as valid UTF-8; empty if it is unknown.</summary>
    public ReadOnlySpan<byte> this[TextRef text] => text.Start >= 0
        ? _entry.Slice(text.Start, text.Length)
        : _decoded.Slice(~text.Start, text.Length);
}
