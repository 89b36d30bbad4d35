namespace Functions.Repair;

/// <summary>Adds up what a part of a replay does.</summary>
internal sealed class ReplayTotals(string rawBucket)
{
    private readonly SortedDictionary<string, RowCounts> _rows = new(StringComparer.Ordinal);
    private int _snapshots;
    private int _changed;
    private int _superseded;
    private int _reformed;

    /// <summary>Where to go on; null: nowhere.</summary>
    public string? Next { get; set; }

    public FailureList Failures { get; } = new(rawBucket);

    public ReplayReport Report => new(
        _snapshots, _changed, _superseded, _reformed, _rows, Failures.Named, Failures.Count, Next);

    /// <summary>A playlist and day is looked at.</summary>
    public void Add() => _snapshots++;

    /// <summary>Its tables differ.</summary>
    public void AddChanged(IReadOnlyDictionary<string, RowCounts> rows)
    {
        _changed++;
        foreach (var (table, counts) in rows)
        {
            _rows[table] = _rows.TryGetValue(table, out var sum) ? sum.Plus(counts) : counts;
        }
    }

    /// <summary>They are in another form.</summary>
    public void AddReformed() => _reformed++;

    /// <summary>A later snapshot stays.</summary>
    public void AddSuperseded() => _superseded++;
}
