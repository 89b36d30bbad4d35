using System.Globalization;

namespace Twin.Host;

internal static class ReadingSummary
{
    public static string Format(string schedule, IReadOnlyCollection<ReportedOutcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return $"{schedule} fires: no playlist was read";
        }

        var counts = outcomes
            .CountBy(outcome => outcome.IsWaiting ? "waiting" : outcome.Outcome, StringComparer.Ordinal)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select((count, index) => string.Create(
                CultureInfo.InvariantCulture,
                $"{count.Value}{(index > 0 ? "" : count.Value == 1 ? " playlist" : " playlists")} {count.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{schedule} fires: {string.Join(", ", counts)}, {outcomes.Sum(outcome => outcome.Entries ?? 0)} entries");
    }
}
