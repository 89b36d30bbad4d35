namespace Functions.Lake;

/// <summary>
/// A stored object is larger than any of its kind, and was not read to its end. The message goes behind its name.
/// </summary>
internal sealed class ObjectTooLargeException(int limit)
    : Exception(FormattableString.Invariant($"it is larger than {limit >> 20} MB"));
