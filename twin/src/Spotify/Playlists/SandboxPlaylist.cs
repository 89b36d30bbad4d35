namespace Twin.Spotify.Playlists;

/// <summary>One playlist as the sandbox serves it on one day.</summary>
/// <param name="Id">Spotify's id: letters and digits.</param>
/// <param name="Name">The playlist's name; any text, lone surrogates included.</param>
/// <param name="OwnerId">The owner's id.</param>
/// <param name="OwnerDisplayName">The owner's name, null when the owner has none.</param>
/// <param name="SnapshotId">The playlist's version.</param>
/// <param name="Entries">
/// The JSON object of each entry in UTF-8, in the playlist's order. It is served byte for byte, except for the keys
/// that the era renames or removes.
/// </param>
public sealed record SandboxPlaylist(
    string Id,
    string Name,
    string OwnerId,
    string? OwnerDisplayName,
    string SnapshotId,
    IReadOnlyList<ReadOnlyMemory<byte>> Entries)
{
    /// <summary>The access of the sandbox's user to it.</summary>
    public PlaylistAccess Access { get; init; } = PlaylistAccess.Member;
}
