using System.Text.Json.Serialization;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>What one invocation did: one of the two.</summary>
/// <param name="Reconciled">Null: it was not asked to reconcile.</param>
/// <param name="Replayed">Null: it was not asked to replay.</param>
public sealed record RepairReport(
    [property: JsonPropertyName("reconciled")] ReconcileReport? Reconciled,
    [property: JsonPropertyName("replayed")] ReplayReport? Replayed);

/// <summary>What one reconcile found and did.</summary>
/// <param name="Manifests">Those that were compared with their markers.</param>
/// <param name="Repaired">What had no tables, or wrong ones, and has them now.</param>
/// <param name="Left">What has no tables still: the next period goes on with it.</param>
/// <param name="Refused">Those of them, and of later snapshots of a day, that a period before has named already: they
/// are damaged for good, and fail no invocation more.</param>
public sealed record ReconcileReport(
    [property: JsonPropertyName("manifests")] int Manifests,
    [property: JsonPropertyName("repaired")] IReadOnlyList<SnapshotReport> Repaired,
    [property: JsonPropertyName("left")] int Left,
    [property: JsonPropertyName("refused")] IReadOnlyList<RefusedSnapshot> Refused);

/// <summary>A raw snapshot that cannot become tables.</summary>
/// <param name="Manifest">The manifest's key in the raw bucket.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedSnapshot(
    [property: JsonPropertyName("manifest")] string Manifest,
    [property: JsonPropertyName("reason")] string Reason);

/// <summary>What one part of a replay did.</summary>
/// <param name="Snapshots">Playlists and days that were looked at.</param>
/// <param name="Changed">Those of them whose tables differ, or differed until they were promoted.</param>
/// <param name="Superseded">Those of which a later snapshot came meanwhile, and stays.</param>
/// <param name="Reformed">Those of the changed whose tables are made in another form than before.</param>
/// <param name="Rows">By table that differs: how many rows.</param>
/// <param name="Failures">Why some could not be done: the first of them.</param>
/// <param name="Failed">How many could not be done.</param>
/// <param name="Next">What to send as <see cref="RepairEvent.After"/> to go on; null: that was all.</param>
/// <param name="Refused">Why nothing was looked at; null: it was.</param>
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

/// <summary>Rows of a table that are not as they were; a row is known by its table's key columns.</summary>
/// <param name="Added">Only after.</param>
/// <param name="Removed">Only before.</param>
/// <param name="Changed">Before and after, with other values.</param>
public sealed record RowCounts(
    [property: JsonPropertyName("added")] int Added,
    [property: JsonPropertyName("removed")] int Removed,
    [property: JsonPropertyName("changed")] int Changed)
{
    /// <summary>Both together.</summary>
    public RowCounts Plus(RowCounts other) =>
        new(Added + other.Added, Removed + other.Removed, Changed + other.Changed);
}
