using System.Text.Json.Serialization;

namespace Functions.Transform;

/// <summary>What one invocation did.</summary>
/// <param name="Snapshots">One for each manifest that the event named.</param>
public sealed record TransformReport(
    [property: JsonPropertyName("snapshots")] IReadOnlyList<SnapshotReport> Snapshots);

/// <summary>One raw snapshot that became tables.</summary>
/// <param name="Manifest">The manifest's key in the raw bucket.</param>
/// <param name="Rows">The rows of each table by its name, without the header.</param>
/// <param name="Rejected">Entries that could not be read: they have no row, and lie below
/// <see cref="Lake.RejectedZone.Prefix"/>.</param>
public sealed record SnapshotReport(
    [property: JsonPropertyName("manifest")] string Manifest,
    [property: JsonPropertyName("rows")] IReadOnlyDictionary<string, int> Rows,
    [property: JsonPropertyName("rejected")] int Rejected);

/// <summary>A snapshot that came after a later one of the same playlist and day.</summary>
/// <param name="By">The later one's manifest.</param>
internal sealed record SupersededSnapshot(
    [property: JsonPropertyName("manifest")] string Manifest,
    [property: JsonPropertyName("by")] string By);

/// <summary>An object that an event named and that is no concern of the transform.</summary>
internal sealed record IgnoredObject(
    [property: JsonPropertyName("object")] string? Key,
    [property: JsonPropertyName("reason")] string Reason);
