using Functions.Lake;

namespace Twin.Cli.Verification;

internal sealed record FoundMarker(SnapshotMarker Marker, DateTimeOffset? WrittenAt);
