namespace Functions.Transform;

/// <summary>Reads raw pages as their bytes come, and passes their entries on one by one. Only one entry has to be in
/// memory at once; the end of the page shows whether it is one whole JSON document.</summary>
/// <param name="bufferSize">The buffer's first size in bytes. An entry in the full shape has about 4 KB.</param>
/// <param name="longestEntry">The most bytes of one entry, and of one value outside the entries. A page with a longer
/// one is at fault.</param>
/// <param name="hasTracks">True if the entries are tracks themselves.</param>
internal sealed class RawPageReader(
    int bufferSize = RawPageReader.UsualBuffer,
    int longestEntry = RawPageReader.MaxEntryLength,
    bool hasTracks = false) : IDisposable
{
    /// <summary>The most bytes of one entry: a thousand times the usual length.</summary>
    public const int MaxEntryLength = 4 << 20;

    private const int UsualBuffer = 256 << 10;

    private readonly RawPageBuffer _buffer = new(bufferSize, longestEntry);
    private readonly RawPageParser _parser = new() { HasTracks = hasTracks };

    /// <param name="sink">Gets the entries; those before a fault too.</param>
    /// <exception cref="RawPageTruncatedException">The connection ends too early.</exception>
    public async Task<RawPageResult> ReadAsync(Stream page, IEntrySink sink, CancellationToken cancellationToken)
    {
        _buffer.Begin();
        _parser.Begin();
        string? fault = null;
        do
        {
            await FillAsync(page, cancellationToken);
            fault ??= TryAdvance(sink);
            if (fault is not null)
            {
                // The hash is still needed: it shows whether these are the bytes that were stored.
                _buffer.Use(_buffer.Unused.Length);
            }
        }
        while (!_buffer.IsLast);

        return new RawPageResult(_buffer.Length, _buffer.Sha256(), _parser.Entries, fault);
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>Fills the buffer. An exception of the stream is about the page; one of the sink is not.</summary>
    private async Task FillAsync(Stream page, CancellationToken cancellationToken)
    {
        try
        {
            await _buffer.FillAsync(page, cancellationToken);
        }
        catch (IOException e)
        {
            throw new RawPageTruncatedException(e);
        }
    }

    /// <returns>The page's fault; null if none has shown so far.</returns>
    private string? TryAdvance(IEntrySink sink)
    {
        try
        {
            var used = _parser.Advance(_buffer.Unused, _buffer.IsLast, sink);
            if (used == 0 && _buffer.IsFull)
            {
                return FormattableString.Invariant($"{_parser.Next} has more than {longestEntry} bytes");
            }

            _buffer.Use(used);
            return null;
        }
        catch (JsonException e)
        {
            // The place counts from where the parser was resumed, and nobody could find it.
            return e.Message.Split(" LineNumber:")[0];
        }
    }
}

/// <summary>The connection ended before the last byte of a raw page.</summary>
internal sealed class RawPageTruncatedException(IOException cause) : Exception(cause.Message, cause);

/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Entries">The number of entries that the sink got, rejected ones included.</param>
/// <param name="Fault">The reason that this is not a page: it is cut short, is not JSON, has no items, or has too long
/// an entry. Null if it is a page.</param>
internal sealed record RawPageResult(long Bytes, string Sha256, int Entries, string? Fault);
