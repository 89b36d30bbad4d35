namespace Functions.Lake;

/// <summary>A stored object is larger than any of its kind can be, and was not read to its end. Its name goes before
/// the message.</summary>
internal sealed class ObjectTooLargeException(int limit)
    : Exception(FormattableString.Invariant($"it is larger than {limit >> 20} MB"));
