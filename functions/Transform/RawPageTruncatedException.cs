namespace Functions.Transform;

/// <summary>The connection ended before the last byte of a raw page.</summary>
internal sealed class RawPageTruncatedException(IOException cause) : Exception(cause.Message, cause);
