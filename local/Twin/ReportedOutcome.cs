namespace Local.Twin;

/// <summary>The end of one playlist's reading, in the extract's words.</summary>
/// <param name="Outcome"><c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, …</param>
/// <param name="Entries">Of a snapshot that is there.</param>
/// <param name="WaitingUntil">ISO 8601; null where it does not wait.</param>
public sealed record ReportedOutcome(
    string Outcome, int? Entries, string? Reason, string? Advice, string? WaitingUntil)
{
    public bool IsWaiting => WaitingUntil is not null;

    public bool IsRead => Outcome is "complete" or "unchanged";
}
