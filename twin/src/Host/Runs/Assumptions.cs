using Twin.Aws;

namespace Twin.Host.Runs;

/// <summary>The undocumented behaviours of which a run can play the opposite.</summary>
public static class Assumptions
{
    public static ImmutableArray<Assumption> All { get; } =
        [.. AwsModules.Undocumented, .. UndocumentedSpotify.All];
}

internal static class UndocumentedSpotify
{
    public static readonly Assumption SnapshotId = new(
        "snapshot-id", "Spotify keeps the snapshot_id of a playlist whose entries change");

    public static ImmutableArray<Assumption> All { get; } = [SnapshotId];
}
