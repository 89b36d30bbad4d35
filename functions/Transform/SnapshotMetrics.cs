using Functions.Metrics;

namespace Functions.Transform;

internal static class SnapshotMetrics
{
    /// <summary>Writes one line for the snapshot and one for each table, since a line has one value for each
    /// dimension.</summary>
    public static void Write(this MetricLog metrics, SnapshotReport report)
    {
        metrics.Write(
        [
            MetricDatum.Count(LakeMetrics.SnapshotsTransformed, 1),
            MetricDatum.Count(LakeMetrics.RejectedRecords, report.Rejected),
        ]);
        foreach (var (table, rows) in report.Rows)
        {
            metrics.Write([MetricDatum.Count(LakeMetrics.Rows, rows)], table);
        }
    }
}
