namespace Twin.Host.InProcess;

/// <summary>The clock of a function in this process: the machine's, which may be put forward or back. A short wait
/// takes no time.</summary>
public sealed class FunctionTime : TimeProvider
{
    private static readonly TimeSpan LongestShortWait = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private TimeSpan _passed;
    private TimeSpan _passedBefore;
    private TimeSpan _error;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (_passed - _passedBefore) + _error;

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(_passed.TotalSeconds * System.TimestampFrequency);

    /// <summary>Begins an invocation: the time that passed in those before it is no part of it.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _passedBefore = _passed;
        }
    }

    /// <summary>Puts the clock forward or back: timers do not notice.</summary>
    public void Put(TimeSpan by)
    {
        lock (_lock)
        {
            _error += by;
        }
    }

    /// <summary>Lets time pass: timers that are due fire.</summary>
    public void Pass(TimeSpan time)
    {
        List<Waiting> due;
        lock (_lock)
        {
            _passed += time;
            due = _waiting.FindAll(timer => timer.Due <= _passed);
            _waiting.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Waiting(FunctionTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => ThreadPool.QueueUserWorkItem(_ => fire());

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._waiting.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = time._passed + dueTime;
                if (dueTime > LongestShortWait)
                {
                    time._waiting.Add(this);
                    return true;
                }

                time._passed = Due;
            }

            Fire();
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._waiting.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
