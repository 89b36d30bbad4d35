using System.Collections.Immutable;
using Functions.Extract;

namespace Twin.Host;

/// <summary>The outcome of one playlist's reading, as the extract reported it.</summary>
/// <param name="Outcome"><c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, …</param>
/// <param name="Entries">The number of entries of its snapshot, if there is one.</param>
/// <param name="WaitingUntil">The time at which it is read on, ISO 8601; null if it does not wait.</param>
public sealed record ReportedOutcome(
    string Outcome, int? Entries, string? Reason, string? Advice, string? WaitingUntil)
{
    private static readonly ImmutableHashSet<string> Refused =
    [
        .. Enum.GetValues<OutcomeKind>()
            .Select(kind => new PlaylistOutcome("", kind))
            .Where(outcome => outcome.IsRefused)
            .Select(outcome => outcome.Outcome),
    ];

    /// <summary>True if Spotify refuses the playlist until somebody acts; the function does not fail then.</summary>
    public bool IsRefused => Refused.Contains(Outcome);

    public bool IsWaiting => WaitingUntil is not null;

    public bool IsRead => Outcome is "complete" or "unchanged";
}
