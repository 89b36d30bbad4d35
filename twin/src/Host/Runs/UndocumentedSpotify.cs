using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Host.Runs;

internal static class UndocumentedSpotify
{
    public static readonly Assumption SnapshotId = new(
        "snapshot-id", "Spotify keeps the snapshot_id of a playlist whose entries change");

    public static ImmutableArray<Assumption> All { get; } = [SnapshotId];
}
