using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Twin.Aws.Hosting;

/// <summary>The events of a run, in order, with the times on the stack's clock and since the run began.</summary>
/// <param name="wall">Measures the duration of the run.</param>
/// <param name="clock">The stack's clock.</param>
public sealed class Timeline(TimeProvider wall, TimeProvider clock)
{
    private readonly ConcurrentQueue<TimelineEntry> _entries = [];
    private readonly long _begin = wall.GetTimestamp();

    /// <summary>Raised with each new entry, from any thread.</summary>
    public event Action<TimelineEntry>? Added;

    /// <summary>The entries so far.</summary>
    public ImmutableArray<TimelineEntry> Entries => [.. _entries];

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => wall.GetElapsedTime(_begin);

    /// <summary>Adds an entry.</summary>
    /// <param name="source">The service or resource of the event.</param>
    /// <param name="text">One line.</param>
    /// <param name="kind">The importance of the event.</param>
    public void Add(string source, string text, TimelineEntryKind kind = TimelineEntryKind.Event)
    {
        var entry = new TimelineEntry(Elapsed, clock.GetUtcNow(), source, text, kind);
        _entries.Enqueue(entry);
        Added?.Invoke(entry);
    }
}
