namespace Functions.Transform;

/// <summary>
/// Where a text of an entry stands: most as they came, in the page's buffer; those that had to be decoded, beside it.
/// The default is no text: unknown.
/// </summary>
/// <param name="start">In the page's buffer; or the complement of the start among the decoded.</param>
/// <param name="length">Bytes of UTF-8.</param>
internal readonly struct TextRef(int start, int length)
{
    /// <summary>The start in the page's buffer; or the complement of the start among the decoded texts.</summary>
    public int Start { get; } = start;

    /// <summary>The bytes of UTF-8.</summary>
    public int Length { get; } = length;

    // Before a text in the page's buffer stands at least its quote.
    public bool IsKnown => Start != 0;

    public bool IsEmpty => Length == 0;

    /// <summary>An id that is empty identifies nothing.</summary>
    public TextRef UnlessEmpty => IsEmpty ? default : this;
}

/// <summary>What the texts of one entry refer to.</summary>
internal readonly ref struct EntryText(ReadOnlySpan<byte> page, ReadOnlySpan<byte> decoded)
{
    private readonly ReadOnlySpan<byte> _page = page;
    private readonly ReadOnlySpan<byte> _decoded = decoded;

    /// <summary>The text as UTF-8 without errors; empty where it is unknown.</summary>
    public ReadOnlySpan<byte> this[TextRef text] => text.Start >= 0
        ? _page.Slice(text.Start, text.Length)
        : _decoded.Slice(~text.Start, text.Length);
}
