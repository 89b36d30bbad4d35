using System.Text.Json;

namespace Functions.Transform;

/// <summary>
/// Reads raw pages as their bytes come, and hands on entry by entry. No more of a page than one entry has to be there
/// at once, and that it is one whole JSON document is known at its end.
/// </summary>
/// <param name="bufferSize">Bytes; an entry in the full shape has about 4 KB.</param>
/// <param name="longestEntry">
/// Bytes that one entry, or one value outside the entries, may have. A longer entry is rejected, anything else that is
/// longer makes the page unreadable.
/// </param>
internal sealed class PageReader(
    int bufferSize = PageReader.UsualBuffer, int longestEntry = PageReader.LongestEntry) : IDisposable
{
    /// <summary>What one entry may have: a thousand times the usual.</summary>
    public const int LongestEntry = 4 << 20;

    private const int UsualBuffer = 256 << 10;

    private readonly PageBuffer _buffer = new(bufferSize, longestEntry);
    private readonly PageParser _parser = new();

    /// <summary>Reads one page to its end, whatever it is.</summary>
    /// <param name="sink">Gets the entries; those before a fault too.</param>
    /// <exception cref="PageTruncatedException">The bytes do not all come.</exception>
    public async Task<PageReadResult> ReadAsync(Stream page, IEntrySink sink, CancellationToken cancellationToken)
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
                // The hash is still wanted: it says whether these are the bytes that were stored.
                _buffer.Use(_buffer.Unused.Length);
            }
        }
        while (!_buffer.IsLast);

        return new PageReadResult(_buffer.Length, _buffer.Sha256(), _parser.Entries, fault);
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>What the stream throws is about the page; what the sink throws, when a disk is full, is not.</summary>
    private async Task FillAsync(Stream page, CancellationToken cancellationToken)
    {
        try
        {
            await _buffer.FillAsync(page, cancellationToken);
        }
        catch (IOException e)
        {
            throw new PageTruncatedException(e);
        }
    }

    /// <returns>Why the page is none; null while it may be one.</returns>
    private string? TryAdvance(IEntrySink sink)
    {
        try
        {
            var used = _parser.Advance(_buffer.Unused, _buffer.IsLast, sink);
            while (used == 0 && _buffer.IsFull)
            {
                _parser.GiveUpEntry($"it has more than {longestEntry} bytes", sink);
                used = _parser.Advance(_buffer.Unused, _buffer.IsLast, sink);
            }

            _buffer.Use(used);
            return null;
        }
        catch (JsonException e)
        {
            // Where the reader was started is no place that anybody could find.
            return e.Message.Split(" LineNumber:")[0];
        }
    }
}
