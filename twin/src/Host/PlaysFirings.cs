namespace Twin.Host;

/// <summary>The firings of the schedules that read plays, many a day, as one line each.</summary>
internal sealed class PlaysFirings
{
    private readonly List<(string Schedule, IReadOnlyCollection<ReportedOutcome> Outcomes)> _firings = [];

    public void Add(DeclaredResource rule, IReadOnlyCollection<ReportedOutcome> outcomes) =>
        _firings.Add((rule.PhysicalName, [.. outcomes.Where(outcome => outcome.IsOfPlays)]));

    /// <summary>The lines about the firings since the last call.</summary>
    public ImmutableArray<string> Take()
    {
        ImmutableArray<string> lines =
        [
            .. from firing in _firings
               group firing.Outcomes by firing.Schedule into schedule
               select Format(schedule.Key, schedule.Count(), [.. schedule.SelectMany(outcomes => outcomes)]),
        ];
        _firings.Clear();
        return lines;
    }

    private static string Format(string schedule, int firings, ImmutableArray<ReportedOutcome> outcomes)
    {
        var unread = outcomes
            .Where(outcome => !outcome.IsRead)
            .CountBy(outcome => outcome.IsWaiting ? "waiting" : outcome.Outcome, StringComparer.Ordinal)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $", {count.Value} {count.Key}"));
        var plays = outcomes.Sum(outcome => outcome.Entries ?? 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{schedule} fires {(firings == 1 ? "once" : $"{firings} times")}: {plays} new "
            + $"{(plays == 1 ? "play" : "plays")}{string.Concat(unread)}");
    }
}
