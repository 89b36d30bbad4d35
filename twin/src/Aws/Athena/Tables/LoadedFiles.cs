using DuckDB.NET.Data;
using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>The rows of a table's CSV or JSON files in DuckDB, and the files from which they were read.</summary>
internal sealed class LoadedFiles
{
    private const string Schema = "$files";
    private const string FileColumn = "$file";

    private readonly DuckDbSession _duck;
    private readonly CatalogTable _table;
    private readonly string _name;
    private readonly Dictionary<string, (FileIdentity Identity, string Number)> _known = [];
    private int _numbers;

    /// <summary>Creates the table without rows. Queries see a view of it, without the column of the file.</summary>
    public LoadedFiles(DuckDbSession duck, string database, CatalogTable table)
    {
        (_duck, _table, _name) = (duck, table, $"{database}.{table.Name}");
        var names = table.Columns.Concat(table.PartitionKeys).Select(column => DuckDbSession.Quoted(column.Name));
        var columns = string.Join(", ", names.Select(name => $"{name} VARCHAR"));
        duck.Run($"""
            CREATE SCHEMA IF NOT EXISTS {DuckDbSession.Quoted(Schema)};
            CREATE OR REPLACE TABLE {Rows} ({columns}, {DuckDbSession.Quoted(FileColumn)} VARCHAR);
            CREATE OR REPLACE VIEW {EngineTables.NameOf(database, table)} AS
              SELECT {string.Join(", ", names)} FROM {Rows};
            """);
    }

    private string Rows => $"{DuckDbSession.Quoted(Schema)}.{DuckDbSession.Quoted(_name)}";

    /// <summary>Determines whether the rows are of a table with these columns and this format.</summary>
    public bool IsOf(CatalogTable table) =>
        _table.Columns.SequenceEqual(table.Columns)
        && _table.PartitionKeys.SequenceEqual(table.PartitionKeys)
        && (_table.SerDe, _table.Location) == (table.SerDe, table.Location)
        && _table.SerDeParameters.SequenceEqual(table.SerDeParameters)
        && _table.Parameters.SequenceEqual(table.Parameters);

    /// <summary>Reads new and changed files, and removes the rows of those that are gone.</summary>
    /// <exception cref="AthenaException">A file cannot be read.</exception>
    public void Update(
        IEnumerable<(CatalogPartition Partition, string Key, string File)> files, CancellationToken cancellationToken)
    {
        var gone = _known.Keys.ToHashSet(StringComparer.Ordinal);
        var added = new List<(CatalogPartition Partition, string Key, string File, FileIdentity Identity)>();
        foreach (var (partition, key, file) in files)
        {
            var identity = FileIdentity.Read(file);
            if (_known.TryGetValue(file, out var known) && known.Identity == identity)
            {
                gone.Remove(file);
            }
            else
            {
                added.Add((partition, key, file, identity));
            }
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

    private void Append(
        List<(CatalogPartition Partition, string Key, string File, FileIdentity Identity)> files,
        CancellationToken cancellationToken)
    {
        var readRows = TableLoader.ReaderOf(_table);
        using var appender = _duck.Connection.CreateAppender(Schema, _name);
        foreach (var (partition, key, file, identity) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = (++_numbers).ToString(CultureInfo.InvariantCulture);
            try
            {
                foreach (var row in readRows(file))
                {
                    Append(appender.CreateRow(), row, partition, number);
                }
            }
            catch (AthenaException unreadable)
            {
                throw new AthenaException($"{unreadable.Message} ({key})");
            }

            _known.Add(file, (identity, number));
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
