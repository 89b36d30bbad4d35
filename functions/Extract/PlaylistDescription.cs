namespace Functions.Extract;

/// <summary>What Spotify tells everybody about a playlist, whoever owns it.</summary>
/// <param name="SnapshotId">Changes with every edit.</param>
internal sealed record PlaylistDescription(string Id, string? Name, string? OwnerId, string SnapshotId)
{
    /// <summary>
    /// Whether an unchanged snapshot_id means unchanged entries; in playlists of Spotify's own it was seen not to.
    /// </summary>
    public bool SaysWhetherItChanged => OwnerId != "spotify";
}
