using Local.Aws.Billing;
using Local.Aws.Metering;
using Local.Aws.S3;

namespace Local.Aws.Athena;

/// <summary>The cost of Athena: the bytes that queries read, and their requests to S3.</summary>
public static class AthenaCost
{
    public const string Scanned = "athena.scanned";

    private const decimal MegabytesOfATerabyte = DataSize.Terabyte / DataSize.Megabyte;

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month)
    {
        long Sum(string operation) => month.Usage.Sum(AthenaUsage.Service, operation);

        yield return month.Line(Scanned, month.Days.Sum(day => TerabytesScanned(month.Run, day)));

        // Each query lists all partitions of its tables, one more each day, reads all files, and stores its result.
        yield return month.Line(S3Cost.Put, month.Days.Sum(day =>
            Sum(AthenaUsage.PartitionsListed) + ((day - 1) * Sum(AthenaUsage.TablesRead))));
        yield return month.Line(S3Cost.Get, month.Days.Sum(day => day * Sum(AthenaUsage.FilesScanned)));
        yield return month.Daily(
            S3Cost.Put, Sum(AthenaUsage.Query) * month.Assumed(AthenaAssumptions.ResultObjects));
    }

    /// <summary>
    /// The first day on which a named query would read more than its work group allows; null if none has a limit.
    /// </summary>
    public static int? FirstDayAboveCutoff(DailyRun run)
    {
        var days =
            from scanned in run.Usage
            where scanned.Service == AthenaUsage.Service && scanned.Operation == AthenaUsage.BytesScanned
            let workGroup = run.Stack.Named(AthenaResources.Workgroup, scanned.Resource)
            let cutoff = workGroup?.Number("configuration.bytesScannedCutoffPerQuery")
            where cutoff is not null
            select (int?)((cutoff.Value / scanned.Quantity) + 1);
        return days.Min();
    }

    private static decimal TerabytesScanned(DailyRun run, int day) => run.Usage
        .Where(scanned => scanned.Service == AthenaUsage.Service && scanned.Operation == AthenaUsage.BytesScanned)
        .Sum(scanned => Math.Max(
            run.Prices.Assumed(AthenaAssumptions.MinimumMegabytes),
            Math.Ceiling(day * scanned.Quantity / DataSize.Megabyte))) / MegabytesOfATerabyte;
}
