using Functions.Lake;

namespace Twin.Cli.Verification;

/// <summary>The marker of a snapshot.</summary>
/// <param name="Marker">The marker.</param>
/// <param name="WrittenAt">The time at which the transform wrote it.</param>
internal sealed record FoundMarker(SnapshotMarker Marker, DateTimeOffset? WrittenAt);
