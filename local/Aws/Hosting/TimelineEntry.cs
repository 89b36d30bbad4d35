namespace Local.Aws.Hosting;

/// <summary>One thing that happened.</summary>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="Time">On the stack's clock.</param>
/// <param name="Source">The service or resource that it happened to.</param>
/// <param name="Text">One line.</param>
/// <param name="Kind">How much it matters.</param>
public sealed record TimelineEntry(TimeSpan Elapsed, DateTimeOffset Time, string Source, string Text, TimelineEntryKind Kind);

/// <summary>How much a <see cref="TimelineEntry"/> matters.</summary>
public enum TimelineEntryKind
{
    /// <summary>Detail for the report: a function's log line, say.</summary>
    Detail,

    /// <summary>A step on the data's way.</summary>
    Event,

    /// <summary>A step that stands for those before it.</summary>
    Milestone,

    /// <summary>Something that a person should look at.</summary>
    Warning,

    /// <summary>Something that makes the run fail.</summary>
    Failure,
}
