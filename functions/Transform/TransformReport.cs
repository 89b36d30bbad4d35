using Functions.Metrics;

namespace Functions.Transform;

public sealed record TransformReport(
    [property: JsonPropertyName("snapshots")] IReadOnlyList<SnapshotReport> Snapshots,
    [property: JsonPropertyName("months")] IReadOnlyList<MonthReport> Months);

/// <param name="Rows">The number of rows of each table by its name, without the header.</param>
/// <param name="Rejected">The number of entries that could not be read. They have no row, and are below
/// <see cref="Lake.RejectedZone.Prefix"/>.</param>
public sealed record SnapshotReport(
    [property: JsonPropertyName("manifest")] string Manifest,
    [property: JsonPropertyName("rows")] IReadOnlyDictionary<string, int> Rows,
    [property: JsonPropertyName("rejected")] int Rejected);

/// <param name="Month">The month of the plays, <c>yyyy-MM</c>.</param>
/// <param name="Rows">The number of rows of <see cref="Tables.Plays"/>, without the header.</param>
/// <param name="Rejected">The number of records that could not be read.</param>
/// <param name="Unmatched">The number of plays of the API that no record of an export matches.</param>
public sealed record MonthReport(
    [property: JsonPropertyName("month")] string Month,
    [property: JsonPropertyName("rows")] int Rows,
    [property: JsonPropertyName("rejected")] int Rejected,
    [property: JsonPropertyName("unmatched")] int Unmatched)
{
    internal static MonthReport Of(PlaysMarker marker) =>
        new(marker.Month, marker.Table.Rows, marker.Rejected?.Records ?? 0, marker.Unmatched);
}

/// <summary>A snapshot that came after a later one of the same playlist and day.</summary>
internal sealed record SupersededSnapshot(
    [property: JsonPropertyName("manifest")] string Manifest,
    [property: JsonPropertyName("by")] string By);

/// <summary>An object that an event named and that is not a manifest.</summary>
internal sealed record IgnoredObject(
    [property: JsonPropertyName("object")] string? Key,
    [property: JsonPropertyName("reason")] string Reason);

/// <summary>A month that was made without the plays of one beside it, which is damaged.</summary>
internal sealed record RefusedNeighbour(
    [property: JsonPropertyName("month")] string Month,
    [property: JsonPropertyName("reason")] string Reason);

/// <summary>The details of the transformation's log lines, serialized without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SnapshotReport))]
[JsonSerializable(typeof(MonthReport))]
[JsonSerializable(typeof(SupersededSnapshot))]
[JsonSerializable(typeof(IgnoredObject))]
[JsonSerializable(typeof(RefusedNeighbour))]
internal sealed partial class TransformLogJson : JsonSerializerContext;

internal static class SnapshotMetrics
{
    /// <summary>Writes the line of a snapshot.</summary>
    public static void Write(this MetricLog metrics, SnapshotReport report) => metrics.Write(
        MetricDatum.Count(LakeMetrics.SnapshotsTransformed, 1),
        MetricDatum.Count(LakeMetrics.RejectedRecords, report.Rejected));

    /// <summary>Writes the line of a month of plays: what it has more than before. A month is made again for each
    /// new page.</summary>
    /// <param name="former">The report of its former marker; null if there was none.</param>
    public static void Write(this MetricLog metrics, MonthReport report, MonthReport? former)
    {
        if (report != former)
        {
            var rejected = report.Rejected - (former?.Rejected ?? 0);
            metrics.Write(MetricDatum.Count(LakeMetrics.RejectedRecords, Math.Max(0, rejected)));
        }
    }
}
