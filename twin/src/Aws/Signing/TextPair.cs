namespace Twin.Aws.Signing;

/// <summary>A text split in two.</summary>
internal readonly record struct TextPair(string Before, string Behind)
{
    /// <summary>Splits a text at the first separator; without one, the second part is empty.</summary>
    public static TextPair Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? new TextPair(text, "") : new TextPair(text[..at], text[(at + 1)..]);
    }
}
