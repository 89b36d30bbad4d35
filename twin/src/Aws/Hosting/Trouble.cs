namespace Twin.Aws.Hosting;

/// <summary>Trouble on AWS's side, within what AWS promises: events that come late, twice or never, and calls of state
/// machines that fail. This one is none.</summary>
public class Trouble
{
    public static Trouble None { get; } = new();

    /// <summary>The delay of each delivery of an event of S3; empty: it is lost.</summary>
    public virtual IReadOnlyList<TimeSpan> Deliveries(string key) => [TimeSpan.Zero];

    /// <summary>The number of times that an event of a function is run: Lambda promises at least once.</summary>
    public virtual int Runs(string name) => 1;

    public virtual Task<JsonNode?> CallAsync(StateCall asked) => asked.RunAsync();
}

/// <summary>The call of a state's task.</summary>
/// <param name="RunAsync">Runs it.</param>
/// <param name="RunAnotherAsync">Runs another execution with the same input, to its end or its first wait.</param>
public sealed record StateCall(string State, Func<Task<JsonNode?>> RunAsync, Func<Task> RunAnotherAsync);

/// <summary>The events that are delivered late. They do not make the clock advance: something else does.</summary>
public sealed class LateEvents(VirtualClock clock) : IRunningService
{
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> _waiting = new();
    private readonly Lock _lock = new();

    /// <summary>Delivers an event after a delay; without one, at once.</summary>
    public Task DeliverAsync(TimeSpan delay, Func<Task> deliver)
    {
        if (delay == TimeSpan.Zero)
        {
            return deliver();
        }

        lock (_lock)
        {
            _waiting.Enqueue(deliver, clock.GetUtcNow() + delay);
        }

        return Task.CompletedTask;
    }

    public void RunUntil(DateTimeOffset time)
    {
        while (Next(time) is { } deliver)
        {
            deliver().GetAwaiter().GetResult();
        }
    }

    private Func<Task>? Next(DateTimeOffset time)
    {
        lock (_lock)
        {
            if (!_waiting.TryPeek(out var deliver, out var due) || due > time)
            {
                return null;
            }

            clock.AdvanceTo(due);
            _waiting.Dequeue();
            return deliver;
        }
    }
}
