namespace Twin.Aws.Hosting;

/// <summary>The events of a run, in order, with the times on the stack's clock and since the run began.</summary>
public sealed class Timeline(TimeProvider wall, TimeProvider clock)
{
    private readonly PackedList<TimelineEntry> _entries = [];
    private readonly long _begin = wall.GetTimestamp();

    /// <summary>Raised with each new entry, from any thread.</summary>
    public event Action<TimelineEntry>? Added;

    public ImmutableArray<TimelineEntry> Entries => [.. _entries];
    public TimeSpan Elapsed => wall.GetElapsedTime(_begin);

    public void Add(string source, string text, TimelineEntryKind kind = TimelineEntryKind.Event)
    {
        var entry = new TimelineEntry(Elapsed, clock.GetUtcNow(), source, text, kind);
        _entries.Add(entry);
        Added?.Invoke(entry);
    }
}

public sealed record TimelineEntry(
    TimeSpan Elapsed, DateTimeOffset Time, string Source, string Text, TimelineEntryKind Kind);

public enum TimelineEntryKind
{
    Detail,
    Event,

    /// <summary>A step that sums up those before it.</summary>
    Milestone,

    Warning,
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
