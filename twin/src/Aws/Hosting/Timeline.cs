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

/// <summary>An event of a run.</summary>
/// <param name="Elapsed">The time since the run began.</param>
/// <param name="Time">The time on the stack's clock.</param>
/// <param name="Source">The service or resource of the event.</param>
/// <param name="Text">One line.</param>
/// <param name="Kind">The importance of the event.</param>
public sealed record TimelineEntry(TimeSpan Elapsed, DateTimeOffset Time, string Source, string Text, TimelineEntryKind Kind);

/// <summary>The importance of a <see cref="TimelineEntry"/>.</summary>
public enum TimelineEntryKind
{
    /// <summary>A detail for the report, such as a line of a function's log.</summary>
    Detail,

    /// <summary>A step of the data.</summary>
    Event,

    /// <summary>A step that sums up those before it.</summary>
    Milestone,

    /// <summary>An event that needs attention.</summary>
    Warning,

    /// <summary>An error that makes the run fail.</summary>
    Failure,
}

/// <summary>The sources of entries in a <see cref="Timeline"/>, besides the functions.</summary>
public static class TimelineSource
{
    public const string Run = "Run";
    public const string Spotify = "Spotify";
    public const string Pulumi = "Pulumi";
    public const string EventBridge = "EventBridge";
    public const string S3 = "S3";
    public const string Lambda = "Lambda";
    public const string Glue = "Glue";
    public const string Athena = "Athena";
    public const string CloudWatch = "CloudWatch";
    public const string Sns = "SNS";
    public const string Sqs = "SQS";
    public const string StepFunctions = "Step Functions";
}
