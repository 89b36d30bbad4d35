using DuckDB.NET.Data;
using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>The rows of a table's CSV or JSON files in DuckDB, and the files from which they were read: those that
/// statements needed, and not much more, so that memory does not grow with the table.</summary>
internal sealed class LoadedFiles
{
    private const string Schema = "$files";
    private const string FileColumn = "$file";

    // Most statements read a month at most, and daily ones the same days again.
    private const int MaxPartitionsKept = 31;

    private readonly DuckDbSession _duck;
    private readonly CatalogTable _table;
    private readonly string _name;
    private readonly Dictionary<string, LoadedFile> _known = [];
    private int _numbers;

    /// <summary>Creates the table without rows. Queries see a view of it, without the column of the file.</summary>
    public LoadedFiles(DuckDbSession duck, string database, CatalogTable table)
    {
        (_duck, _table, _name) = (duck, table, $"{database}.{table.Name}");
        duck.Run($"CREATE SCHEMA IF NOT EXISTS {DuckDbSession.Quoted(Schema)}");
        Clear();
        duck.Run($"CREATE OR REPLACE VIEW {EngineTables.NameOf(database, table)} AS "
            + $"SELECT {string.Join(", ", Names)} FROM {Rows}");
    }

    private IEnumerable<string> Names =>
        _table.Columns.Concat(_table.PartitionKeys).Select(column => DuckDbSession.Quoted(column.Name));

    private string Rows => $"{DuckDbSession.Quoted(Schema)}.{DuckDbSession.Quoted(_name)}";

    /// <summary>Determines whether the rows are of a table with these columns and this format.</summary>
    public bool IsOf(CatalogTable table) =>
        _table.Columns.SequenceEqual(table.Columns)
        && _table.PartitionKeys.SequenceEqual(table.PartitionKeys)
        && (_table.SerDe, _table.Location) == (table.SerDe, table.Location)
        && _table.SerDeParameters.SequenceEqual(table.SerDeParameters)
        && _table.Parameters.SequenceEqual(table.Parameters);

    /// <summary>The number of rows of a file.</summary>
    /// <exception cref="AthenaException">The file cannot be read.</exception>
    public long Count(TableFile file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _known.GetValueOrDefault(file.File) is { } known && known.Identity == file.Identity
            ? known.Rows
            : TableLoader.ReaderOf(_table)(file.File).LongCount();
    }

    /// <summary>Reads new and changed files, and removes the rows of those that are gone.</summary>
    /// <param name="files">The files of the partitions that are needed.</param>
    /// <param name="isNeeded">Determines whether the partition of some values is needed.</param>
    /// <exception cref="AthenaException">A file cannot be read.</exception>
    public void Update(
        ImmutableArray<TableFile> files,
        Func<ImmutableArray<string>, bool> isNeeded,
        CancellationToken cancellationToken)
    {
        var gone = _known.Where(known => isNeeded(known.Value.Partition.Values))
            .Select(known => known.Key)
            .ToHashSet(StringComparer.Ordinal);
        var added = new List<TableFile>();
        foreach (var file in files)
        {
            if (_known.GetValueOrDefault(file.File)?.Identity == file.Identity)
            {
                gone.Remove(file.File);
            }
            else
            {
                added.Add(file);
            }
        }

        if (added.Count > 0 && IsReadAnew(added, isNeeded))
        {
            Clear();
            (gone, added) = ([], [.. files]);
        }

        if (gone.Count > 0)
        {
            var numbers = gone.Select(file => DuckDbSession.Text(_known[file].Number));
            _duck.Run($"DELETE FROM {Rows} WHERE {DuckDbSession.Quoted(FileColumn)} IN ({string.Join(", ", numbers)})");
        }

        foreach (var file in gone)
        {
            _known.Remove(file);
        }

        if (added.Count > 0)
        {
            Append(added, cancellationToken);
        }
    }

    // The rows are in the order of the partitions, whichever was needed first.
    private bool IsReadAnew(List<TableFile> added, Func<ImmutableArray<string>, bool> isNeeded)
    {
        var partitions = _known.Values.Select(known => known.Partition)
            .DistinctBy(partition => partition.Location)
            .ToList();
        var last = partitions.Select(partition => partition.Location).Max(StringComparer.Ordinal);
        return partitions.Count(partition => !isNeeded(partition.Values)) > MaxPartitionsKept
            || added.Exists(file => string.CompareOrdinal(file.Partition.Location, last) < 0
                && !partitions.Exists(partition => partition.Location == file.Partition.Location));
    }

    private void Clear()
    {
        _known.Clear();
        _duck.Run($"CREATE OR REPLACE TABLE {Rows} ({string.Join(", ", Names.Select(name => $"{name} VARCHAR"))}, "
            + $"{DuckDbSession.Quoted(FileColumn)} VARCHAR)");
    }

    private void Append(List<TableFile> files, CancellationToken cancellationToken)
    {
        var readRows = TableLoader.ReaderOf(_table);
        using var appender = _duck.Connection.CreateAppender(Schema, _name);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = (++_numbers).ToString(CultureInfo.InvariantCulture);
            var rows = 0L;
            try
            {
                foreach (var row in readRows(file.File))
                {
                    Append(appender.CreateRow(), row, file.Partition, number);
                    rows++;
                }
            }
            catch (AthenaException unreadable)
            {
                throw new AthenaException($"{unreadable.Message} ({file.Key})");
            }

            _known.Add(file.File, new LoadedFile(file.Partition, file.Identity, number, rows));
        }
    }

    private static void Append(IDuckDBAppenderRow row, string?[] values, CatalogPartition partition, string number)
    {
        foreach (var value in values)
        {
            row.AppendValue(value);
        }

        foreach (var value in partition.Values)
        {
            row.AppendValue(value);
        }

        row.AppendValue(number);
        row.EndRow();
    }

    private sealed record LoadedFile(CatalogPartition Partition, FileIdentity Identity, string Number, long Rows);
}

/// <summary>Properties of a file that differ when it was replaced. The time at which it was written is the twin's,
/// which may stand still; the time at which it was created is not.</summary>
internal readonly record struct FileIdentity(long Bytes, DateTime WrittenAt, DateTime CreatedAt)
{
    public static FileIdentity Read(string file)
    {
        var found = new FileInfo(file);
        return new FileIdentity(found.Length, found.LastWriteTimeUtc, found.CreationTimeUtc);
    }
}
