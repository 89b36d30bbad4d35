namespace Twin.Spotify.Playlists;

/// <summary>One playlist as the sandbox serves it on one day.</summary>
/// <param name="Name">The playlist's name; any text, lone surrogates included.</param>
/// <param name="Entries">The JSON object of each entry in UTF-8, in the playlist's order. It is served byte for byte,
/// except for the keys that the era renames or removes.</param>
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

/// <summary>The owner of every playlist without an explicit one: the sandbox's user.</summary>
internal static class DefaultOwner
{
    public const string Id = "sandbox";
    public const string DisplayName = "Sandbox";
}

public enum PlaylistAccess
{
    Member,

    /// <summary>The user is neither. In development mode the playlist is described and its entries are
    /// refused.</summary>
    Stranger,

    /// <summary>The playlist is one of Spotify's own. Apps without access from before 2024-11-27 get a 404.</summary>
    SpotifysOwn,
}
