using Functions.Extract;
using Functions.Lake;

namespace Twin.Host.Runs;

/// <summary>The playlists and own lists of a run, in the order of the settings.</summary>
internal static class ReadSources
{
    /// <param name="configured">The sources of the setting <c>playlists</c>, of which <c>mine</c> stands for the
    /// playlists that it has found.</param>
    /// <param name="nameOf">The name of an id in the tables; null if it has none.</param>
    public static ImmutableArray<RunRecord.PlaylistRecord> Find(
        ImmutableArray<string> configured, ReportedOutcomes outcomes, Func<string, string?> nameOf)
    {
        var last = outcomes.Last;
        var sources = configured
            .Select(text => SourceId.TryParse(text, out var source) ? source.Name : text)
            .ToImmutableArray();
        var found = last.Keys.Except(sources.Where(name => name != SourceId.Mine.Id)).Where(name =>
            name != PlaylistOutcome.Plays);
        return
        [
            .. sources.SelectMany(name => name == SourceId.Mine.Id
                ? found.Select(Record).OrderBy(record => record.Name, StringComparer.Ordinal)
                : (IEnumerable<RunRecord.PlaylistRecord>)[Record(name)]),
        ];

        RunRecord.PlaylistRecord Record(string id)
        {
            var outcome = last.GetValueOrDefault(id);
            return new RunRecord.PlaylistRecord(
                id,
                nameOf(id) ?? (SourceId.TryParse(id, out var source) ? source.Title : id),
                outcome?.Entries,
                outcome?.Outcome,
                outcome?.Reason,
                outcome?.Advice,
                outcome?.WaitingUntil);
        }
    }
}
