namespace Functions.Extract.Spotify;

/// <summary>A playlist without its entries. Spotify describes each playlist to everybody, whoever owns it.</summary>
/// <param name="Name">The playlist's name; null if Spotify sent none.</param>
/// <param name="OwnerId">The owner's user id; null if Spotify sent none.</param>
/// <param name="SnapshotId">Spotify's version of the playlist, another one after every edit.</param>
internal sealed record PlaylistDescription(string Id, string? Name, string? OwnerId, string SnapshotId)
{
    /// <summary>A value that indicates whether an unchanged snapshot_id means unchanged entries. Spotify's own
    /// playlists were seen to change without another snapshot_id.</summary>
    /// <remarks>Assumption: snapshot-id.</remarks>
    public bool SaysWhetherItChanged => OwnerId != "spotify";
}
