namespace Local.Spotify.Playlists;

/// <summary>One playlist as the sandbox serves it on one day.</summary>
/// <param name="Id">Spotify's id: letters and digits.</param>
/// <param name="Name">The playlist's name; may hold anything, lone surrogates too.</param>
/// <param name="OwnerId">The owner's id.</param>
/// <param name="OwnerDisplayName">The owner's name, null when the owner has none.</param>
/// <param name="SnapshotId">The playlist's version.</param>
/// <param name="Entries">
/// Each entry's JSON object in UTF-8, in the playlist's order. It is served byte for byte, but for the keys that the
/// era calls otherwise or leaves out.
/// </param>
public sealed record SandboxPlaylist(
    string Id,
    string Name,
    string OwnerId,
    string? OwnerDisplayName,
    string SnapshotId,
    IReadOnlyList<ReadOnlyMemory<byte>> Entries)
{
    /// <summary>What the sandbox's user is to it.</summary>
    public PlaylistAccess Access { get; init; } = PlaylistAccess.Member;
}
