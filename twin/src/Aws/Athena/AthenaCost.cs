using Twin.Aws.Athena.Scans;
using Twin.Aws.S3;

namespace Twin.Aws.Athena;

/// <summary>The cost of Athena: the bytes that statements read, and their requests to S3.</summary>
public static class AthenaCost
{
    public const string Scanned = "athena.scanned";

    private const int LastDay = 100 * 365;
    private const decimal MegabytesOfATerabyte = DataSize.Terabyte / DataSize.Megabyte;

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month)
    {
        long Sum(string operation) => month.Usage.Sum(AthenaUsage.Service, operation);
        decimal EachDay(string operation) =>
            month.Days.Sum(day => (decimal)AthenaUsage.OnDay(month.Usage, operation, day));

        yield return month.Line(Scanned, month.Days.Sum(day => TerabytesScanned(month.Run, day)));

        // A statement lists all partitions of its tables, one more each day, or those to which it is bounded.
        yield return month.Daily(S3Cost.Put, AthenaUsage.SumOf(month.Usage, AthenaUsage.PartitionsListed));
        yield return month.Line(S3Cost.Put, month.Days.Sum(day => (day - 1) * Sum(AthenaUsage.TablesRead)));
        yield return month.Line(S3Cost.Get, EachDay(AthenaUsage.FilesScanned));

        // Of an Iceberg table it reads the metadata, and of each data file the end and the columns.
        yield return month.Daily(
            S3Cost.Get,
            month.Assumed(AthenaAssumptions.IcebergMetadataObjects)
                * AthenaUsage.SumOf(month.Usage, AthenaUsage.IcebergTablesRead));
        yield return month.Line(
            S3Cost.Get,
            month.Assumed(AthenaAssumptions.IcebergFileRequests) * EachDay(AthenaUsage.IcebergFilesScanned));
        yield return month.Daily(
            S3Cost.Put,
            (month.Assumed(AthenaAssumptions.IcebergCommitObjects) * Sum(AthenaUsage.Commits))
            + Sum(AthenaUsage.FilesWritten));

        yield return month.Daily(
            S3Cost.Put,
            (Sum(AthenaUsage.Query) + Sum(AthenaUsage.Statement)) * month.Assumed(AthenaAssumptions.ResultObjects));
    }

    /// <summary>The requests of counted statements to S3: to list folders, read files and write results.</summary>
    public static decimal RequestsOf(IReadOnlyCollection<Usage> statements, PriceList prices)
    {
        long Sum(string operation) => AthenaUsage.SumOf(statements, operation);
        return Sum(AthenaUsage.PartitionsListed)
            + Sum(AthenaUsage.FilesScanned)
            + (prices.Assumed(AthenaAssumptions.IcebergMetadataObjects) * Sum(AthenaUsage.IcebergTablesRead))
            + (prices.Assumed(AthenaAssumptions.IcebergFileRequests) * Sum(AthenaUsage.IcebergFilesScanned))
            + (prices.Assumed(AthenaAssumptions.ResultObjects) * (Sum(AthenaUsage.Query) + Sum(AthenaUsage.Statement)));
    }

    /// <summary>The first day on which a statement would read more than its work group allows; null if none ever
    /// does.</summary>
    public static int? FirstDayAboveCutoff(DailyRun run)
    {
        var days =
            from scanned in Statements(run)
            let workGroup = run.Stack.Named(AthenaResources.Workgroup, scanned.Key.WorkGroup)
            let cutoff = workGroup?.Number("configuration.bytesScannedCutoffPerQuery")
            where cutoff is not null && AthenaUsage.OnDay(scanned, AthenaUsage.BytesScanned, LastDay) > cutoff
            select (int?)Enumerable.Range(1, LastDay)
                .First(day => AthenaUsage.OnDay(scanned, AthenaUsage.BytesScanned, day) > cutoff);
        return days.Min();
    }

    /// <summary>The megabytes for which Athena bills a query that reads so many bytes.</summary>
    public static decimal BilledMegabytes(decimal bytes, PriceList prices) =>
        Math.Max(prices.Assumed(AthenaAssumptions.MinimumMegabytes), Math.Ceiling(bytes / DataSize.Megabyte));

    private static decimal TerabytesScanned(DailyRun run, int day) => Statements(run).Sum(statement =>
    {
        var bytes = AthenaUsage.OnDay(statement, AthenaUsage.BytesScanned, day);
        var times = Math.Max(1, statement
            .Where(counted => counted.Operation is AthenaUsage.Query or AthenaUsage.Statement)
            .Sum(counted => counted.Quantity));
        return bytes == 0
            ? 0
            : Math.Max(
                times * run.Prices.Assumed(AthenaAssumptions.MinimumMegabytes),
                Math.Ceiling((decimal)bytes / DataSize.Megabyte));
    }) / MegabytesOfATerabyte;

    private static IEnumerable<IGrouping<(string WorkGroup, string Name), Usage>> Statements(DailyRun run) => run.Usage
        .Where(counted => counted.Service == AthenaUsage.Service)
        .GroupBy(counted => (counted.Resource, counted.Caller));
}

/// <summary>Counts statements, the bytes that they read and their requests to S3. The resource is the work group, the
/// caller the query's or the statement's name. What a constant condition bounds to a number of days is counted apart:
/// it stops growing after so many days.</summary>
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

    /// <summary>The folders that Athena lists to find the files: a table's partitions, and projected ones without a
    /// file.</summary>
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

    /// <summary>The quantity of an operation on a day, from 1 on, when each day adds what the first one has.</summary>
    public static long OnDay(IEnumerable<Usage> usage, string operation, int day) => usage.Sum(counted =>
        counted.Service == Service && Parse(counted.Operation) is var (name, days) && name == operation
            ? counted.Quantity * Math.Min(day, days ?? day)
            : 0);
}

internal static class UndocumentedAthena
{
    public static readonly Assumption UpkeepPermissions = new(
        "upkeep-permissions", "OPTIMIZE and VACUUM create the database default if there is none");

    public static readonly Assumption OptimizeCondition = new(
        "optimize-condition", "to OPTIMIZE, a column whose months are the partitions is no partition column");
}

/// <summary>The keys of the assumptions about queries.</summary>
internal static class AthenaAssumptions
{
    public const string MinimumMegabytes = "athenaMinimumMegabytes";
    public const string ResultObjects = "athenaResultObjects";
    public const string IcebergMetadataObjects = "icebergMetadataObjects";
    public const string IcebergFileRequests = "icebergFileRequests";
    public const string IcebergCommitObjects = "icebergCommitObjects";
}
