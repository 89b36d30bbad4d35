namespace Tests.Support;

/// <summary>A clock on which every wait passes at once and is noted. The time limit of a cancellation passes with
/// <see cref="Advance"/> only, or with waits that are longer; the given limit of a request passes with
/// <see cref="Advance"/> only.</summary>
internal sealed class JumpingTime(DateTimeOffset start, TimeSpan limit) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _pending = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = start;
    private TimeSpan _error;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now + _error;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now.UtcTicks;
        }
    }

    /// <summary>Puts the clock forward or back: neither timers nor timestamps notice.</summary>
    public void Put(TimeSpan by)
    {
        lock (_lock)
        {
            _error += by;
        }
    }

    /// <summary>Lets time pass, and fires the timers that are due.</summary>
    public void Advance(TimeSpan time)
    {
        List<Pending> due;
        lock (_lock)
        {
            _now += time;
            due = [.. _pending.Where(timer => timer.Due <= _now)];
            _pending.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Pending(this, () => callback(state)) { IsOfToken = state is CancellationTokenSource };
        timer.Change(dueTime, period);
        return timer;
    }

    private void Start(Pending timer, TimeSpan dueTime)
    {
        List<Pending> due;
        lock (_lock)
        {
            _pending.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            // Requests take no time here: a wait elsewhere makes none of them late.
            timer.IsOfRequest = dueTime == limit;
            if (timer.IsOfToken)
            {
                _pending.Add(timer);
                return;
            }

            _waits.Add(dueTime);
            _now += dueTime;
            due = [.. _pending.Where(other => other.Due <= _now && !other.IsOfRequest)];
            _pending.RemoveAll(due.Contains);
        }

        ThreadPool.QueueUserWorkItem(_ => due.Append(timer).ToList().ForEach(passed => passed.Fire()));
    }

    private void Stop(Pending timer)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
        }
    }

    private sealed class Pending(JumpingTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public bool IsOfToken { get; init; }

        public bool IsOfRequest { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Start(this, dueTime);
            return true;
        }

        public void Dispose() => time.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
