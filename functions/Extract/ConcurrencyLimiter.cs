namespace Functions.Extract;

/// <summary>Lets a limited number in at a time.</summary>
internal sealed class ConcurrencyLimiter(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <returns>To be disposed of on leaving.</returns>
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
