using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Local.Reports;

/// <summary>What happened, in order: on the stack's clock, and since the run began.</summary>
/// <param name="wall">Measures how long the run takes.</param>
/// <param name="clock">The stack's own time.</param>
public sealed class Timeline(TimeProvider wall, TimeProvider clock)
{
    private readonly ConcurrentQueue<Moment> _moments = [];
    private readonly long _begin = wall.GetTimestamp();

    /// <summary>Called with each moment as it comes, from any thread.</summary>
    public event Action<Moment>? Added;

    /// <summary>All so far.</summary>
    public ImmutableArray<Moment> Moments => [.. _moments];

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => wall.GetElapsedTime(_begin);

    /// <summary>Adds a moment.</summary>
    /// <param name="source">The service or resource that it happened to.</param>
    /// <param name="text">One line.</param>
    /// <param name="kind">How much it matters.</param>
    public void Add(string source, string text, MomentKind kind = MomentKind.Event)
    {
        var moment = new Moment(Elapsed, clock.GetUtcNow(), source, text, kind);
        _moments.Enqueue(moment);
        Added?.Invoke(moment);
    }
}
