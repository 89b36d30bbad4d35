using Functions.Lake;

namespace Functions.Repair;

/// <summary>
/// Finds tables that cannot be what their marker says, by listings alone: those that are not there, and those that were
/// written later than the marker, which is always written last. An attempt that was cut short leaves such tables.
/// </summary>
internal sealed class TableCheck
{
    private const byte All = (1 << 7) - 1;

    private readonly IReadOnlyDictionary<(DateOnly Date, string PlaylistId), DateTimeOffset> _markers;
    private readonly Dictionary<(DateOnly, string), byte> _there = [];
    private readonly HashSet<(DateOnly, string)> _overwritten = [];

    private TableCheck(IReadOnlyDictionary<(DateOnly Date, string PlaylistId), DateTimeOffset> markers) =>
        _markers = markers;

    /// <summary>Lists the tables.</summary>
    /// <param name="ledger">Lists.</param>
    /// <param name="markers">Listed before.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last one.</param>
    /// <param name="settled">What was written later may have its marker still to come.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TableCheck> RunAsync(
        Ledger ledger,
        IReadOnlyDictionary<(DateOnly Date, string PlaylistId), DateTimeOffset> markers,
        DateOnly from,
        DateOnly to,
        DateTimeOffset settled,
        CancellationToken cancellationToken)
    {
        var check = new TableCheck(markers);
        await Task.WhenAll(Tables.All.Select(async (table, index) =>
        {
            await foreach (var (date, playlistId, writtenAt) in ledger.FilesAsync(table, from, to, cancellationToken))
            {
                check.Add((date, playlistId), index, writtenAt, settled);
            }
        }));
        return check;
    }

    /// <summary>Whether the marker must be read to know.</summary>
    public bool IsSuspect((DateOnly, string) playlistAndDay) =>
        _overwritten.Contains(playlistAndDay) || ThereOf(playlistAndDay) != All;

    /// <summary>Whether a table that the marker names is not there, or another's.</summary>
    public bool Contradicts(SnapshotMarker marker)
    {
        var playlistAndDay = (marker.SnapshotDate, marker.PlaylistId);
        var there = ThereOf(playlistAndDay);
        return _overwritten.Contains(playlistAndDay)
            || Tables.All.Where((table, index) =>
                (there & (1 << index)) == 0 && marker.Tables.ContainsKey(table.Name)).Any();
    }

    private byte ThereOf((DateOnly, string) playlistAndDay) => _there.GetValueOrDefault(playlistAndDay);

    private void Add(
        (DateOnly, string) playlistAndDay, int table, DateTimeOffset writtenAt, DateTimeOffset settled)
    {
        if (!_markers.TryGetValue(playlistAndDay, out var markedAt))
        {
            return;
        }

        lock (_there)
        {
            _there[playlistAndDay] = (byte)(ThereOf(playlistAndDay) | (1 << table));
            if (writtenAt > markedAt && writtenAt <= settled)
            {
                _overwritten.Add(playlistAndDay);
            }
        }
    }
}
