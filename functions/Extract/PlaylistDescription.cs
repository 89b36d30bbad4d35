namespace Functions.Extract;

/// <summary>What Spotify tells everybody about a playlist, whoever owns it.</summary>
/// <param name="SnapshotId">Changes with every edit.</param>
internal sealed record PlaylistDescription(string Id, string? Name, string? OwnerId, string SnapshotId);
