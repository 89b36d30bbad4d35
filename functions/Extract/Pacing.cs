using System.Globalization;

namespace Functions.Extract;

/// <summary>
/// Lets all requests of a run to Spotify pass one by one: never too many in a second, never too many at once, and none
/// while Spotify asks to wait.
/// </summary>
/// <param name="remaining">What is left of the invocation.</param>
/// <param name="perSecond">Requests that start within any second.</param>
internal sealed class Pacing(
    TimeProvider time, Func<TimeSpan> remaining, int perSecond = Pacing.DefaultPerSecond) : IDisposable
{
    /// <summary>
    /// Requests that start within any second. Spotify publishes no number, only that it counts over a rolling 30
    /// seconds (https://developer.spotify.com/documentation/web-api/concepts/rate-limits): slow enough to be rarely
    /// asked to wait, and fast enough for thousands of pages in one invocation.
    /// </summary>
    public const int DefaultPerSecond = 5;

    /// <summary>Requests at once: enough to hide Spotify's latency at that pace.</summary>
    public const int MaxInFlight = 3;

    /// <summary>What a wait leaves of the invocation, so that something can still be read after it.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _inFlight = new(MaxInFlight);
    private readonly Queue<DateTimeOffset> _starts = new();
    private readonly Lock _lock = new();
    private DateTimeOffset _blockedUntil = DateTimeOffset.MinValue;

    /// <summary>By the given clock; null where Spotify may be asked.</summary>
    public DateTimeOffset? BlockedUntil
    {
        get
        {
            lock (_lock)
            {
                return _blockedUntil > time.GetUtcNow() ? _blockedUntil : null;
            }
        }
    }

    /// <summary>Spotify asks to wait: that holds for every request from now on.</summary>
    public void Block(TimeSpan wait)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + wait;
            _blockedUntil = until > _blockedUntil ? until : _blockedUntil;
        }
    }

    /// <summary>Whether such a wait ends early enough for the run to go on behind it.</summary>
    public bool Fits(TimeSpan wait) => wait <= remaining() - Reserve;

    /// <summary>Waits until one more request may start.</summary>
    /// <returns>To be disposed of when the answer's last byte is there.</returns>
    /// <exception cref="SpotifyBlockedException">The wait would be longer than the invocation.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var slot = await _inFlight.EnterAsync(cancellationToken);
        try
        {
            while (TryStart() is { } wait)
            {
                // Timers know whole milliseconds, and would end too early.
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

    /// <returns>How long to wait before it is tried again; null when the request has started.</returns>
    private TimeSpan? TryStart()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_blockedUntil > now)
            {
                var wait = _blockedUntil - now;
                return Fits(wait) ? wait : throw new SpotifyBlockedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Spotify asks to wait {Math.Ceiling(wait.TotalSeconds)} s, which is longer than this run has"),
                    _blockedUntil);
            }

            if (_starts.Count == perSecond)
            {
                var free = _starts.Peek() + Second;
                if (free > now)
                {
                    return free - now;
                }

                _starts.Dequeue();
            }

            _starts.Enqueue(now);
            return null;
        }
    }
}
