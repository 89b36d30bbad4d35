using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Local.Aws.Hosting;

/// <summary>What happened, in order: on the stack's clock, and since the run began.</summary>
/// <param name="wall">Measures how long the run takes.</param>
/// <param name="clock">The stack's own time.</param>
public sealed class Timeline(TimeProvider wall, TimeProvider clock)
{
    private readonly ConcurrentQueue<TimelineEntry> _entries = [];
    private readonly long _begin = wall.GetTimestamp();

    /// <summary>Called with each entry as it comes, from any thread.</summary>
    public event Action<TimelineEntry>? Added;

    /// <summary>All so far.</summary>
    public ImmutableArray<TimelineEntry> Entries => [.. _entries];

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => wall.GetElapsedTime(_begin);

    /// <summary>Adds a entry.</summary>
    /// <param name="source">The service or resource that it happened to.</param>
    /// <param name="text">One line.</param>
    /// <param name="kind">How much it matters.</param>
    public void Add(string source, string text, TimelineEntryKind kind = TimelineEntryKind.Event)
    {
        var entry = new TimelineEntry(Elapsed, clock.GetUtcNow(), source, text, kind);
        _entries.Enqueue(entry);
        Added?.Invoke(entry);
    }
}
