namespace Functions.Transform;

/// <summary>The result of reading a page to its end.</summary>
/// <param name="Bytes">The page's length.</param>
/// <param name="Sha256">Of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Entries">Those that were handed on, rejected ones among them.</param>
/// <param name="Fault">Why the page is none: it is cut short, is not JSON, or has no items. Null: it is one.</param>
internal sealed record PageReadResult(long Bytes, string Sha256, int Entries, string? Fault);
