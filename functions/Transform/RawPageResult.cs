namespace Functions.Transform;

/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Entries">The number of entries that the sink got, rejected ones included.</param>
/// <param name="Fault">The reason that this is not a page: it is cut short, is not JSON, has no items, or has too long
/// an entry. Null if it is a page.</param>
internal sealed record RawPageResult(long Bytes, string Sha256, int Entries, string? Fault);
