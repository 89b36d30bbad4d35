using System.Collections.Immutable;

namespace Functions.Repair;

/// <summary>The files of one marker in a listing of the processed bucket.</summary>
internal sealed class ListedTables(ImmutableArray<Table> tables)
{
    private const long Missing = -1;

    // The tables, and after them the rejected entries.
    private readonly long[] _bytes = [.. Enumerable.Repeat(Missing, tables.Length + 1)];
    private string? _form;
    private bool _isMixed;
    private bool _isOverwritten;
    private bool _isUnderWay;

    /// <summary>A value that indicates whether the marker must be read, since the listing does not decide. It must be
    /// for a day with rejected entries: they may be another snapshot's.</summary>
    public bool IsSuspect =>
        _isMixed || _isOverwritten || _bytes.AsSpan(0, tables.Length).Contains(Missing) || HasRejected;

    private bool HasRejected => _bytes[^1] > 0;

    /// <param name="index">The index of its table; after the last for rejected entries.</param>
    /// <param name="file">The file. It is ignored if no table has its format.</param>
    /// <param name="markedAt">The time at which the marker was written.</param>
    /// <param name="settled">The time after which a written file may not have its marker yet.</param>
    public void Add(int index, PartitionFile file, DateTimeOffset markedAt, DateTimeOffset settled)
    {
        if (index < tables.Length)
        {
            if (TableFormat.Find(file.Extension) is null)
            {
                return;
            }

            _isMixed |= _form is not null && _form != file.Extension;
            _form = file.Extension;
        }

        _bytes[index] = file.Bytes;
        if (file.WrittenAt > markedAt)
        {
            _isOverwritten |= file.WrittenAt <= settled;
            _isUnderWay |= file.WrittenAt > settled;
        }
    }

    /// <summary>Determines whether the files differ from the marker. While a transformation runs, they do not count as
    /// different; the next period decides.</summary>
    public bool Contradicts(ITableMarker marker) =>
        !_isUnderWay
        && (_isMixed
            || _isOverwritten
            || HasRejected != marker.Rejected is not null
            || tables.Where((table, index) => _bytes[index] != marker.Tables[table.Name].Bytes).Any());
}
