using Functions.Lake;

namespace Functions.Repair;

/// <summary>The files of one playlist and day in the processed bucket, as listed beside their marker.</summary>
internal sealed class ListedTables
{
    private const long Missing = -1;

    // The tables, and behind them the rejected entries.
    private readonly long[] _bytes = [.. Enumerable.Repeat(Missing, Tables.All.Length + 1)];
    private string? _form;
    private bool _isMixed;
    private bool _isOverwritten;
    private bool _isUnderWay;

    /// <summary>
    /// Whether the marker must be read to know. That of a day with rejected entries is: a listing cannot tell whether
    /// they are this snapshot's.
    /// </summary>
    public bool IsSuspect => _isMixed || _isOverwritten || _bytes.AsSpan(0, Tables.All.Length).Contains(Missing) || HasRejected;

    private bool HasRejected => _bytes[^1] > 0;

    /// <summary>Takes in a file.</summary>
    /// <param name="index">Of the table; behind the last: the file is of rejected entries.</param>
    /// <param name="file">In a form that no table has: it is no concern of anybody's.</param>
    /// <param name="markedAt">When the marker was written.</param>
    /// <param name="settled">What was written later may have its marker still to come.</param>
    public void Add(int index, ListedFile file, DateTimeOffset markedAt, DateTimeOffset settled)
    {
        if (index < Tables.All.Length)
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

    /// <summary>
    /// Whether this is not what the marker tells of. While a transform is under way nobody knows; the next period will.
    /// </summary>
    public bool Contradicts(SnapshotMarker marker) =>
        !_isUnderWay
        && (_isMixed
            || _isOverwritten
            || HasRejected != marker.Rejected is not null
            || Tables.All.Where((table, index) => _bytes[index] != marker.Tables[table.Name].Bytes).Any());
}
