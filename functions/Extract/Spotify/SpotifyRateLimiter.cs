namespace Functions.Extract.Spotify;

/// <summary>Limits a run's requests to Spotify: a number per second, a number at once, and none while Spotify asks for
/// a wait.</summary>
/// <param name="perSecond">The most requests that start within any second.</param>
internal sealed class SpotifyRateLimiter(
    TimeProvider time, Func<TimeSpan> remaining, int perSecond = SpotifyRateLimiter.DefaultPerSecond) : IDisposable
{
    /// <summary>The most requests that start within any second. Spotify publishes no number, only that it counts over a
    /// rolling 30 seconds (https://developer.spotify.com/documentation/web-api/concepts/rate-limits). This one is slow
    /// enough that Spotify rarely asks for a wait, and fast enough for thousands of pages in one invocation.</summary>
    public const int DefaultPerSecond = 5;

    /// <summary>The most requests at once, enough to hide Spotify's latency at that pace.</summary>
    public const int MaxInFlight = 3;

    /// <summary>The time that a wait must leave of the invocation, so that pages can be read after it.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _inFlight = new(MaxInFlight);
    // Timestamps: a machine's clock may be put back, and each request would wait for the old time to come again.
    private readonly Queue<long> _starts = new();
    private readonly Lock _lock = new();
    private (long Since, TimeSpan Wait) _blocked;

    /// <summary>The end of the wait that Spotify asks for; null if it asks for none.</summary>
    public DateTimeOffset? BlockedUntil
    {
        get
        {
            lock (_lock)
            {
                return Blocked() is { } wait ? time.GetUtcNow() + wait : null;
            }
        }
    }

    /// <summary>Makes every request from now on wait, because Spotify asks for it.</summary>
    public void Block(TimeSpan wait)
    {
        lock (_lock)
        {
            if (!(Blocked() >= wait))
            {
                _blocked = (time.GetTimestamp(), wait);
            }
        }
    }

    /// <summary>Determines whether a wait ends early enough for the run to continue after it.</summary>
    public bool Fits(TimeSpan wait) => wait <= remaining() - Reserve;

    /// <returns>The request's slot, to be disposed of when the answer's last byte has come.</returns>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var slot = await _inFlight.EnterAsync(cancellationToken);
        try
        {
            while (TryStart() is { } wait)
            {
                // Timers count whole milliseconds, and would end too early.
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
            }

            return slot;
        }
        catch
        {
            slot.Dispose();
            throw;
        }
    }

    public void Dispose() => _inFlight.Dispose();

    /// <returns>The time to wait before the next try; null if the request has started.</returns>
    private TimeSpan? TryStart()
    {
        lock (_lock)
        {
            if (Blocked() is { } wait)
            {
                return Fits(wait) ? wait : throw new SpotifyBlockedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Spotify asks to wait {Math.Ceiling(wait.TotalSeconds)} s, which is longer than this run has"),
                    time.GetUtcNow() + wait);
            }

            if (_starts.Count == perSecond)
            {
                var passed = time.GetElapsedTime(_starts.Peek());
                if (passed < Second)
                {
                    return Second - passed;
                }

                _starts.Dequeue();
            }

            _starts.Enqueue(time.GetTimestamp());
            return null;
        }
    }

    /// <summary>The rest of the wait that Spotify asks for; null if it is over.</summary>
    private TimeSpan? Blocked() =>
        _blocked.Wait - time.GetElapsedTime(_blocked.Since) is var rest && rest > TimeSpan.Zero ? rest : null;
}

/// <summary>Spotify asks for a wait that is longer than the rest of the invocation. No request may be sent before its
/// end.</summary>
/// <param name="until">The end of the wait, by this machine's clock.</param>
internal sealed class SpotifyBlockedException(string message, DateTimeOffset until) : Exception(message)
{
    /// <summary>The end of the wait, by this machine's clock.</summary>
    public DateTimeOffset Until => until;
}

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
