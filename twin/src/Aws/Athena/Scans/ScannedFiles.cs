using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Scans;

/// <summary>The files that a reading of a table needs.</summary>
/// <param name="Scan">The reading.</param>
/// <param name="Keys">The keys of the data files.</param>
/// <param name="Bytes">The bytes that Athena scans in them.</param>
/// <param name="Folders">The folders that it lists.</param>
/// <param name="Days">The days to which conditions bound the reading; null if it grows with the table.</param>
internal sealed record ScannedFiles(TableScan Scan, ImmutableArray<string> Keys, long Bytes, int Folders, int? Days)
{
    /// <summary>The files with rows as texts; empty for an Iceberg table.</summary>
    public ImmutableArray<TableFile> Files { get; init; } = [];
}

/// <summary>Finds the files of readings: of a table with partitions those of the partitions that conditions allow, of
/// an Iceberg table those whose smallest and greatest values do, and of these the columns that the statement
/// names.</summary>
internal sealed class FileSelection(DuckDbSession duck, string bucketsRoot, TimeProvider time)
{
    // A commit replaces files, which no statement reads again.
    private const int MaxFilesKept = 1000;

    private readonly Dictionary<string, List<ColumnChunk>> _chunks = new(StringComparer.Ordinal);

    /// <summary>The files of a reading.</summary>
    public ScannedFiles Find(TableScan scan) =>
        scan.Table.Table.Iceberg is { } iceberg ? OfIceberg(scan, iceberg) : OfFolders(scan);

    private ScannedFiles OfFolders(TableScan scan)
    {
        var table = scan.Table.Table;
        var folders = TableFiles.Folders(table, time.GetUtcNow(), scan.MayRead);
        var files = TableFiles.In(folders, bucketsRoot).ToImmutableArray();
        var isBounded = table.PartitionKeys.Any(key => scan.RangeOf(key.Name).Lower is not null);
        return new ScannedFiles(
            scan,
            [.. files.Select(file => file.Key)],
            files.Sum(file => file.Identity.Bytes),
            folders.Length,
            isBounded ? folders.Length : null)
        {
            Files = files,
        };
    }

    private ScannedFiles OfIceberg(TableScan scan, IcebergTable iceberg)
    {
        var folder = new IcebergFolder(scan.Table.Table, bucketsRoot);
        var keys = ImmutableArray.CreateBuilder<string>();
        long bytes = 0;
        foreach (var file in folder.Current().Files)
        {
            var groups = ChunksOf(folder.PathOf(file.Key))
                .GroupBy(chunk => chunk.Group)
                .Where(group => group.All(chunk => scan.RangeOf(chunk.Column).MayContain(chunk.Minimum, chunk.Maximum)))
                .ToList();
            if (groups.Count > 0)
            {
                keys.Add(file.Key);
                bytes += groups.Sum(group => group
                    .Where(chunk => scan.Columns?.Contains(chunk.Column) != false)
                    .Sum(chunk => chunk.Bytes));
            }
        }

        return new ScannedFiles(scan, keys.ToImmutable(), bytes, 0, DaysOf(scan, iceberg));
    }

    private int? DaysOf(TableScan scan, IcebergTable iceberg)
    {
        if (iceberg.Partition.Select(part => scan.RangeOf(part.Source)).FirstOrDefault(range => range.Lower is not null)
            is not { } range || DayOf(range.Lower) is not { } first)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var last = DayOf(range.Upper) is { } upper && upper < today ? upper : today;
        return Math.Max(1, last.DayNumber - first.DayNumber + 1);
    }

    private static DateOnly? DayOf(string? text) =>
        text?.Length >= 10 && DateOnly.TryParseExact(
            text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private List<ColumnChunk> ChunksOf(string file)
    {
        if (!_chunks.TryGetValue(file, out var chunks))
        {
            if (_chunks.Count == MaxFilesKept)
            {
                _chunks.Clear();
            }

            _chunks[file] = chunks =
            [
                .. duck.Rows($"""
                    SELECT row_group_id, path_in_schema, total_compressed_size, stats_min_value, stats_max_value
                    FROM parquet_metadata({DuckDbSession.Text(file)})
                    """).Select(row => new ColumnChunk(
                        (long)row[0], (string)row[1], (long)row[2], row[3] as string, row[4] as string)),
            ];
        }

        return chunks;
    }

    /// <summary>A column of a row group of a Parquet file.</summary>
    private sealed record ColumnChunk(long Group, string Column, long Bytes, string? Minimum, string? Maximum);
}

/// <summary>One reading of a table by a statement.</summary>
/// <param name="Columns">The columns that the statement needs; null for all.</param>
/// <param name="Ranges">The ranges to which constant conditions bound columns.</param>
internal sealed record TableScan(
    NamedTable Table, ImmutableHashSet<string>? Columns, ImmutableDictionary<string, ValueRange> Ranges)
{
    public ValueRange RangeOf(string column) => Ranges.GetValueOrDefault(column, ValueRange.All);

    /// <summary>Determines whether the conditions allow rows of a partition.</summary>
    /// <param name="values">The values of its keys.</param>
    public bool MayRead(ImmutableArray<string> values) =>
        Table.Table.PartitionKeys.Zip(values).All(part =>
            RangeOf(part.First.Name).MayContain(part.Second, part.Second));
}
