using Functions.Lake;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>
/// Finds tables and rejected entries that cannot be what their marker says, by listings alone: those that are not there,
/// or in two forms, and those that were written later than the marker, which is always written last. An attempt that
/// was cut short leaves such tables.
/// </summary>
/// <remarks>
/// Two things only a marker tells that is read: that there were rejected entries, and how long the tables are. Where a
/// playlist has one sound snapshot a day, it is not read for that.
/// </remarks>
internal sealed class TableCheck
{
    private static readonly ListedTables Nothing = new();

    private readonly IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile> _markers;
    private readonly Dictionary<(DateOnly, string), ListedTables> _days = [];

    private TableCheck(IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile> markers) =>
        _markers = markers;

    /// <summary>Lists the tables and the rejected entries.</summary>
    /// <param name="ledger">Lists.</param>
    /// <param name="markers">Listed before.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last one.</param>
    /// <param name="settled">What was written later may have its marker still to come.</param>
    /// <param name="cancellationToken">Ends it.</param>
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

    /// <summary>Whether the marker must be read to know.</summary>
    public bool IsSuspect((DateOnly, string) playlistAndDay) => Of(playlistAndDay).IsSuspect;

    /// <summary>Whether what lies there is not what the marker tells of.</summary>
    /// <param name="found">The marker as it was read: one that is new since the listing tells of what is new.</param>
    public bool Contradicts(StoredMarker found) =>
        found.Marker is { } marker
        && _markers.TryGetValue((marker.SnapshotDate, marker.PlaylistId), out var listed)
        && listed.ETag == found.ETag
        && Of(listed.PlaylistAndDay).Contradicts(marker);

    private ListedTables Of((DateOnly, string) playlistAndDay) => _days.GetValueOrDefault(playlistAndDay, Nothing);

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
                _days.Add(file.PlaylistAndDay, day = new ListedTables());
            }

            day.Add(index, file, marker.WrittenAt, settled);
        }
    }
}
