namespace Local.Twin;

/// <summary>The outcome of one playlist's reading, as the extract reported it.</summary>
/// <param name="Outcome"><c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, …</param>
/// <param name="Entries">The number of entries of its snapshot, if there is one.</param>
/// <param name="WaitingUntil">The time at which it is read on, ISO 8601; null if it does not wait.</param>
public sealed record ReportedOutcome(
    string Outcome, int? Entries, string? Reason, string? Advice, string? WaitingUntil)
{
    public bool IsWaiting => WaitingUntil is not null;

    public bool IsRead => Outcome is "complete" or "unchanged";
}
