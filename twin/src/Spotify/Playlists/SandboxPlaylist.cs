namespace Twin.Spotify.Playlists;

/// <summary>One playlist as the sandbox serves it on one day.</summary>
/// <param name="Name">The playlist's name; any text, lone surrogates included.</param>
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
    public PlaylistAccess Access { get; init; } = PlaylistAccess.Member;
}
