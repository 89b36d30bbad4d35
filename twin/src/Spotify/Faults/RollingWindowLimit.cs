using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>
/// Spotify's own rate limit: a number of requests to the Web API within 30 seconds, on the machine's clock. The number
/// is not published; users report blocks from about 180 on.
/// </summary>
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
