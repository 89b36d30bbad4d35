namespace Functions.Extract.Spotify;

/// <summary>A semaphore whose slots are released by disposing of them.</summary>
internal sealed class ConcurrencyLimiter(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <returns>The slot, free again when it is disposed of.</returns>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Slot(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
