namespace Functions.Repair;

internal sealed class ReplayTotals(string rawBucket)
{
    private readonly SortedDictionary<string, RowCounts> _rows = new(StringComparer.Ordinal);
    private int _snapshots;
    private int _changed;
    private int _superseded;
    private int _reformed;

    /// <summary>The place to continue; null if the replay is done.</summary>
    public string? Next { get; set; }

    public FailureList Failures { get; } = new(rawBucket);

    public ReplayReport Report => new(
        _snapshots, _changed, _superseded, _reformed, _rows, Failures.Named, Failures.Count, Next);

    /// <summary>Counts a playlist and day.</summary>
    public void Add() => _snapshots++;

    /// <summary>Counts a playlist and day whose tables differ.</summary>
    public void AddChanged(IReadOnlyDictionary<string, RowCounts> rows)
    {
        _changed++;
        foreach (var (table, counts) in rows)
        {
            _rows[table] = _rows.TryGetValue(table, out var sum) ? sum.Plus(counts) : counts;
        }
    }

    public void AddReformed() => _reformed++;

    /// <summary>Counts a playlist and day with a later snapshot, which stays.</summary>
    public void AddSuperseded() => _superseded++;
}
