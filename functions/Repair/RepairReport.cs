using Functions.Transform;

namespace Functions.Repair;

/// <summary>The report of one invocation, which reconciles or replays.</summary>
/// <param name="Reconciled">The report of a reconcile; null if it was a replay.</param>
/// <param name="Replayed">The report of a part of a replay; null if it was a reconcile.</param>
public sealed record RepairReport(
    [property: JsonPropertyName("reconciled")] ReconcileReport? Reconciled,
    [property: JsonPropertyName("replayed")] ReplayReport? Replayed);

/// <param name="Repaired">The snapshots that had no tables, or wrong ones, and have them now.</param>
/// <param name="Left">The number of playlists and days, and of months, that still have no tables; the next period
/// continues.</param>
/// <param name="Refused">The damaged snapshots that an earlier period has named already. They fail no further
/// invocation.</param>
/// <param name="Months">The months of plays that were not made from all of their manifests, and are now.</param>
public sealed record ReconcileReport(
    [property: JsonPropertyName("manifests")] int Manifests,
    [property: JsonPropertyName("repaired")] IReadOnlyList<SnapshotReport> Repaired,
    [property: JsonPropertyName("left")] int Left,
    [property: JsonPropertyName("refused")] IReadOnlyList<RefusedSnapshot> Refused,
    [property: JsonPropertyName("repaired_months")] IReadOnlyList<MonthReport> Months);

public sealed record RefusedSnapshot(
    [property: JsonPropertyName("manifest")] string Manifest,
    [property: JsonPropertyName("reason")] string Reason);

/// <param name="Changed">The number of those whose tables differ, or differed until they were promoted.</param>
/// <param name="Superseded">The number of those with a later snapshot by now, which stays.</param>
/// <param name="Reformed">The number of changed ones whose tables have another format than before.</param>
/// <param name="Next">The value for <see cref="RepairEvent.After"/> to continue; null if the replay is done.</param>
/// <param name="Refused">The reason why the replay was refused; null if it was not.</param>
public sealed record ReplayReport(
    [property: JsonPropertyName("snapshots")] int Snapshots,
    [property: JsonPropertyName("changed")] int Changed,
    [property: JsonPropertyName("superseded")] int Superseded,
    [property: JsonPropertyName("reformed")] int Reformed,
    [property: JsonPropertyName("rows")] IReadOnlyDictionary<string, RowCounts> Rows,
    [property: JsonPropertyName("failures")] IReadOnlyList<string> Failures,
    [property: JsonPropertyName("failed")] int Failed,
    [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("refused")] string? Refused = null);

/// <summary>The numbers of differing rows of a table. Its key columns identify a row.</summary>
/// <param name="Added">The number of rows that exist only after.</param>
/// <param name="Removed">The number of rows that exist only before.</param>
/// <param name="Changed">The number of rows with other values before and after.</param>
public sealed record RowCounts(
    [property: JsonPropertyName("added")] int Added,
    [property: JsonPropertyName("removed")] int Removed,
    [property: JsonPropertyName("changed")] int Changed)
{
    /// <summary>The sum of both.</summary>
    public RowCounts Plus(RowCounts other) =>
        new(Added + other.Added, Removed + other.Removed, Changed + other.Changed);
}

/// <summary>The details of the repair's own log lines, serialized without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RefusedSnapshot))]
internal sealed partial class RepairLogJson : JsonSerializerContext;
