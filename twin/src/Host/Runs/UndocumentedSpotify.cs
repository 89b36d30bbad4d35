using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Host.Runs;

/// <summary>The undocumented behaviours of Spotify on which the stack relies.</summary>
internal static class UndocumentedSpotify
{
    /// <summary>The snapshot_id of a playlist that has changed.</summary>
    public static readonly Assumption SnapshotId = new(
        "snapshot-id", "Spotify keeps the snapshot_id of a playlist whose entries change");

    public static ImmutableArray<Assumption> All { get; } = [SnapshotId];
}
