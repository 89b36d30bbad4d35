namespace Twin.Host;

/// <summary>The firings of the schedules that read plays, many a day, as one line each.</summary>
internal sealed class PlaysFirings
{
    private readonly List<(string Schedule, ReportedOutcome? Outcome)> _firings = [];

    public void Add(DeclaredResource rule, IEnumerable<ReportedOutcome> outcomes) =>
        _firings.Add((rule.PhysicalName, outcomes.FirstOrDefault(outcome => outcome.IsOfPlays)));

    /// <summary>The lines about the firings since the last call.</summary>
    public ImmutableArray<string> Take()
    {
        ImmutableArray<string> lines =
            [.. _firings.GroupBy(firing => firing.Schedule, firing => firing.Outcome).Select(Format)];
        _firings.Clear();
        return lines;
    }

    private static string Format(IGrouping<string, ReportedOutcome?> firings)
    {
        var (count, plays) = (firings.Count(), firings.Sum(outcome => outcome?.Entries ?? 0));
        var unread = firings.OfType<ReportedOutcome>()
            .Where(outcome => !outcome.IsRead)
            .CountBy(outcome => outcome.IsWaiting ? "waiting" : outcome.Outcome, StringComparer.Ordinal)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $", {kind.Value} {kind.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{firings.Key} fires {(count == 1 ? "once" : $"{count} times")}: {plays} new "
            + $"{(plays == 1 ? "play" : "plays")}{string.Concat(unread)}");
    }
}
