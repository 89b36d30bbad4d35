using System.Collections.Immutable;
using System.Globalization;
using Twin.Aws.Metering;

namespace Twin.Aws.Athena;

/// <summary>
/// Counts statements, the bytes that they read and their requests to S3. The resource is the work group, the caller the
/// query's or the statement's name. What a constant condition bounds to a number of days is counted apart: it stops
/// growing after so many days.
/// </summary>
public sealed class AthenaUsage(Meter meter)
{
    public const string Service = "Athena";

    /// <summary>The number of named queries that ran.</summary>
    public const string Query = "query";

    /// <summary>The number of other statements that ran.</summary>
    public const string Statement = "statement";

    /// <summary>The number of times that a statement reads a table of files, empty or not.</summary>
    public const string TablesRead = "tables read";

    /// <summary>The bytes that a statement reads, counted each time that it reads them.</summary>
    public const string BytesScanned = "bytes scanned";

    /// <summary>The number of files that a statement reads.</summary>
    public const string FilesScanned = "files scanned";

    /// <summary>
    /// The folders that Athena lists to find the files: a table's partitions, and projected ones without a file.
    /// </summary>
    public const string PartitionsListed = "partitions listed";

    /// <summary>The number of times that a statement reads an Iceberg table, empty or not.</summary>
    public const string IcebergTablesRead = "Iceberg tables read";

    /// <summary>The number of data files of Iceberg tables that a statement reads.</summary>
    public const string IcebergFilesScanned = "Iceberg files scanned";

    /// <summary>The number of commits to Iceberg tables.</summary>
    public const string Commits = "Iceberg commits";

    /// <summary>The number of data files that commits add.</summary>
    public const string FilesWritten = "Iceberg files written";

    private const string Bound = " within days: ";

    /// <summary>Counts one execution.</summary>
    /// <param name="operation"><see cref="Query"/> or <see cref="Statement"/>.</param>
    /// <param name="workGroup">The work group.</param>
    /// <param name="name">The name of the query or the statement.</param>
    /// <param name="scans">The files that it reads.</param>
    /// <returns>The number of bytes read.</returns>
    internal long Count(string operation, string workGroup, string name, ImmutableArray<ScannedFiles> scans)
    {
        meter.Count(Service, operation, workGroup, name);
        foreach (var scan in scans)
        {
            void Add(string counted, long quantity) =>
                meter.Count(Service, Within(counted, scan.Days), workGroup, name, quantity);

            var isIceberg = scan.Scan.Table.Table.Iceberg is not null;
            Add(isIceberg ? IcebergTablesRead : TablesRead, 1);
            Add(isIceberg ? IcebergFilesScanned : FilesScanned, scan.Keys.Length);
            Add(BytesScanned, scan.Bytes);
            Add(PartitionsListed, scan.Folders);
        }

        return scans.Sum(scan => scan.Bytes);
    }

    /// <summary>Counts a commit to an Iceberg table.</summary>
    internal void CountCommit(string workGroup, string name, int files)
    {
        meter.Count(Service, Commits, workGroup, name);
        meter.Count(Service, FilesWritten, workGroup, name, files);
    }

    /// <summary>The operation, and the number of days to which what it counts is bounded; null if it is not.</summary>
    public static (string Operation, int? Days) Parse(string operation) =>
        operation.Split(Bound) is [var counted, var days]
            ? (counted, int.Parse(days, CultureInfo.InvariantCulture))
            : (operation, null);

    /// <summary>The operation for what is bounded to a number of days; null: it is not.</summary>
    public static string Within(string operation, int? days) =>
        days is null ? operation : string.Create(CultureInfo.InvariantCulture, $"{operation}{Bound}{days}");

    /// <summary>The counted quantity of an operation, bounded to days or not.</summary>
    public static long SumOf(IEnumerable<Usage> usage, string operation) => usage.Sum(counted =>
        counted.Service == Service && Parse(counted.Operation).Operation == operation ? counted.Quantity : 0);

    /// <summary>The quantity of an operation on a day, counted from 1, when each day adds what the first one has.</summary>
    public static long OnDay(IEnumerable<Usage> usage, string operation, int day) => usage.Sum(counted =>
        counted.Service == Service && Parse(counted.Operation) is var (name, days) && name == operation
            ? counted.Quantity * Math.Min(day, days ?? day)
            : 0);
}
