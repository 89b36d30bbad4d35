using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>Spotify's own rate limit: a number of requests to the Web API within 30 seconds, on the machine's clock.
/// The number is not published; users report blocks from about 180 on.</summary>
internal sealed class RollingWindowLimit : FaultSource
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _sent = new();

    public int Requests { get; init; } = 180;
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock)
    {
        if (request.IsForAccounts)
        {
            return null;
        }

        lock (_lock)
        {
            while (_sent.TryPeek(out var first) && clock.Wall.GetElapsedTime(first) >= Window)
            {
                _sent.Dequeue();
            }

            if (_sent.Count < Requests)
            {
                _sent.Enqueue(clock.Wall.GetTimestamp());
                return null;
            }

            return new TooManyRequests(Window - clock.Wall.GetElapsedTime(_sent.Peek()));
        }
    }
}

/// <summary>The time during which Spotify refuses every request to the Web API.</summary>
internal sealed class RateLimitBlock
{
    // A client's timer may run slightly fast.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private (TooManyRequests Refusal, SandboxClock.Timestamp Since)? _current;

    public void Begin(TooManyRequests refusal, SandboxClock clock)
    {
        lock (_lock)
        {
            _current = (refusal, clock.Mark());
        }
    }

    /// <summary>The refusal with the remaining wait, or null if the wait is over.</summary>
    public SandboxResponse? Refuse(SandboxClock clock)
    {
        lock (_lock)
        {
            if (_current is not var (refusal, since))
            {
                return null;
            }

            var remaining = refusal.RetryAfter - clock.Since(since);
            if (remaining > Grace)
            {
                _current = (refusal with { RetryAfter = refusal.RetryAfter + refusal.Extension }, since);
                return refusal.Respond(remaining + refusal.Extension);
            }

            _current = null;
            return null;
        }
    }
}

/// <summary>Measures elapsed time for two kinds of waits: seconds, which a client waits in real time while the stack's
/// clock stands still, and hours, which pass on the stack's clock alone. The longer of the two times counts.</summary>
internal sealed class SandboxClock(TimeProvider stack, TimeProvider wall)
{
    public DateTimeOffset Now => stack.GetUtcNow();
    public TimeProvider Wall => wall;

    public Timestamp Mark() => new(stack.GetUtcNow(), wall.GetTimestamp());

    public TimeSpan Since(Timestamp start)
    {
        var (virtually, really) = (stack.GetUtcNow() - start.Stack, wall.GetElapsedTime(start.Wall));
        return virtually > really ? virtually : really;
    }

    internal readonly record struct Timestamp(DateTimeOffset Stack, long Wall);
}
