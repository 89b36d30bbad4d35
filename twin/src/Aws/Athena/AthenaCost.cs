using Twin.Aws.Billing;
using Twin.Aws.Metering;
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
        decimal EachDay(string operation) => month.Days.Sum(day => (decimal)AthenaUsage.OnDay(month.Usage, operation, day));

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

    /// <summary>The requests to S3 of statements that were counted: to list folders, read files and write results.</summary>
    public static decimal RequestsOf(IReadOnlyCollection<Usage> statements, PriceList prices)
    {
        long Sum(string operation) => AthenaUsage.SumOf(statements, operation);
        return Sum(AthenaUsage.PartitionsListed)
            + Sum(AthenaUsage.FilesScanned)
            + (prices.Assumed(AthenaAssumptions.IcebergMetadataObjects) * Sum(AthenaUsage.IcebergTablesRead))
            + (prices.Assumed(AthenaAssumptions.IcebergFileRequests) * Sum(AthenaUsage.IcebergFilesScanned))
            + (prices.Assumed(AthenaAssumptions.ResultObjects) * (Sum(AthenaUsage.Query) + Sum(AthenaUsage.Statement)));
    }

    /// <summary>
    /// The first day on which a statement would read more than its work group allows; null if none ever does.
    /// </summary>
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
