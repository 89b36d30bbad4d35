namespace Tests.Functions.Extract;

/// <summary>
/// A clock for code that waits: a wait of at most a minute passes at once and is noted; longer ones, and the given
/// time limit of a request, end only by <see cref="Advance"/>.
/// </summary>
internal sealed class JumpingTime(DateTimeOffset start, TimeSpan limit) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _pending = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = start;

    /// <summary>The waits that passed.</summary>
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
            return _now;
        }
    }

    /// <summary>Lets time pass, and everything that was due meanwhile happen.</summary>
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
        var timer = new Pending(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Start(Pending timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            if (dueTime == limit || dueTime > TimeSpan.FromMinutes(1))
            {
                _pending.Add(timer);
                return;
            }

            _waits.Add(dueTime);
            _now += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
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
