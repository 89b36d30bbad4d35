using Twin.Spotify.Playlists;

namespace Twin.Host.Runs;

/// <summary>Playlists that keep the snapshot_id of their first day, whatever their entries are. A playlist that the
/// extraction took for unchanged for that reason is a failure of the run.</summary>
internal static class KeptSnapshotIds
{
    /// <summary>The content of each day, with the first day's snapshot_id.</summary>
    public static Func<int, IReadOnlyList<SandboxPlaylist>> In(Func<int, IReadOnlyList<SandboxPlaylist>> content)
    {
        var first = content(0).ToDictionary(playlist => playlist.Id, playlist => playlist.SnapshotId);
        return day =>
        [
            .. content(day).Select(playlist => playlist with
            {
                SnapshotId = first.GetValueOrDefault(playlist.Id, playlist.SnapshotId),
            }),
        ];
    }

    /// <summary>Names each playlist that has changed since the first day and is said to be unchanged.</summary>
    public static void Report(
        Func<int, IReadOnlyList<SandboxPlaylist>> content, int day, ReportedOutcomes outcomes, Timeline timeline)
    {
        foreach (var (before, now) in content(0).Join(
            content(day), playlist => playlist.Id, playlist => playlist.Id, ValueTuple.Create))
        {
            if (outcomes.Last.GetValueOrDefault(now.Id)?.Outcome == "unchanged" && !HasSameEntries(before, now))
            {
                timeline.Add(
                    TimelineSource.Spotify,
                    $"{now.Id} has changed, and the extraction took it for unchanged, for its snapshot_id is the same: "
                    + $"its tables are those of an earlier day ({UndocumentedSpotify.SnapshotId.Id}).",
                    TimelineEntryKind.Failure);
            }
        }
    }

    private static bool HasSameEntries(SandboxPlaylist one, SandboxPlaylist other) =>
        one.Entries.Count == other.Entries.Count
        && one.Entries.Zip(other.Entries).All(entries => entries.First.Span.SequenceEqual(entries.Second.Span));
}
