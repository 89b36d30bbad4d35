using Twin.Aws.Athena.Scans;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Changes;

/// <summary>A change to an Iceberg table that DuckDB has computed and that is not stored yet. Until it is committed
/// or disposed of, the engine can run no other statement.</summary>
public sealed class TableChange : IDisposable
{
    private readonly Action<bool> _finish;
    private bool _isFinished;

    internal TableChange(
        NamedTable target,
        ImmutableArray<ScannedFiles> scans,
        string operation,
        long rows,
        IcebergSnapshot before,
        ImmutableArray<NewDataFile> added,
        ImmutableArray<IcebergFile> removed,
        Action<bool> finish)
    {
        (Target, Scans, Operation, Rows) = (target, scans, operation, rows);
        (Before, Added, Removed, _finish) = (before, added, removed, finish);
    }

    public NamedTable Target { get; }

    /// <summary>The files that the statement reads.</summary>
    internal ImmutableArray<ScannedFiles> Scans { get; }

    /// <summary>The first word of the statement.</summary>
    public string Operation { get; }

    /// <summary>The number of changed rows.</summary>
    public long Rows { get; }

    /// <summary>The snapshot from which the change was computed.</summary>
    public IcebergSnapshot Before { get; }

    public ImmutableArray<NewDataFile> Added { get; }

    /// <summary>The data files of which the new snapshot has no more rows.</summary>
    public ImmutableArray<IcebergFile> Removed { get; }

    /// <summary>True if the table stays as it is.</summary>
    public bool IsEmpty => Added.IsEmpty && Removed.IsEmpty;

    /// <summary>Keeps the changed rows, after they are stored.</summary>
    public void Commit() => Finish(isStored: true);

    /// <summary>Forgets the change unless it was committed.</summary>
    public void Dispose() => Finish(isStored: false);

    private void Finish(bool isStored)
    {
        if (!_isFinished)
        {
            _isFinished = true;
            _finish(isStored);
        }
    }
}

/// <summary>A data file that is not stored yet.</summary>
/// <param name="Partition">Its partition; empty without partitions.</param>
/// <param name="File">The local file.</param>
public sealed record NewDataFile(string Partition, string File, long Rows);
