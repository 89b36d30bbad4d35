using Functions.Transform;

namespace Functions.Repair;

/// <summary>Finds tables and rejected entries that differ from their marker, by listings alone: missing ones, tables in
/// two formats, and objects that were written after the marker, which is always written last. An attempt that was cut
/// short leaves such tables.</summary>
/// <remarks>Only the marker itself has the rejected entries and the lengths of the tables. It is not read for a
/// playlist with one sound snapshot a day.</remarks>
internal sealed class TableCheck
{
    private static readonly ListedTables Nothing = new(Tables.All);

    private readonly IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile> _markers;
    private readonly Dictionary<(DateOnly, string), ListedTables> _days = [];

    private TableCheck(IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile> markers) =>
        _markers = markers;

    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="settled">The time after which a written file may not have its marker yet.</param>
    public static async Task<TableCheck> RunAsync(
        Ledger ledger,
        IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile> markers,
        DateOnly from,
        DateOnly to,
        DateTimeOffset settled,
        CancellationToken cancellationToken)
    {
        var check = new TableCheck(markers);
        var prefixes = Tables.All.Select(table => table.Prefix).Append(RejectedZone.Prefix);
        await Task.WhenAll(prefixes.Select(async (prefix, index) =>
        {
            await foreach (var file in ledger.FilesAsync(prefix, from, to, cancellationToken))
            {
                check.Add(index, file, settled);
            }
        }));
        return check;
    }

    /// <summary>Determines whether the marker must be read, since the listings do not decide.</summary>
    public bool IsSuspect((DateOnly, string) playlistAndDay) => Find(playlistAndDay).IsSuspect;

    /// <param name="found">The marker that was read. If it is newer than the listing, it does not count.</param>
    public bool Contradicts(StoredMarker<SnapshotMarker> found) =>
        found.Marker is { } marker
        && _markers.TryGetValue((marker.SnapshotDate, marker.PlaylistId), out var listed)
        && listed.ETag == found.ETag
        && Find(listed.PlaylistAndDay).Contradicts(marker);

    private ListedTables Find((DateOnly, string) playlistAndDay) => _days.GetValueOrDefault(playlistAndDay, Nothing);

    private void Add(int index, ListedFile file, DateTimeOffset settled)
    {
        if (!_markers.TryGetValue(file.PlaylistAndDay, out var marker))
        {
            return;
        }

        lock (_days)
        {
            if (!_days.TryGetValue(file.PlaylistAndDay, out var day))
            {
                _days.Add(file.PlaylistAndDay, day = new ListedTables(Tables.All));
            }

            day.Add(index, file, marker.WrittenAt, settled);
        }
    }
}
