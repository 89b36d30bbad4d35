using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

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
