namespace Functions.Transform;

/// <summary>A connection ended before the last byte of a page.</summary>
internal sealed class PageTruncatedException(IOException cause) : Exception(cause.Message, cause);
