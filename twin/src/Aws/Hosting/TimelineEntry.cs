namespace Twin.Aws.Hosting;

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
