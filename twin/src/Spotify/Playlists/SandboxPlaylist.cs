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
    /// <summary>The scopes without which a user's library has no private and no collaborative playlists.</summary>
    public const string PrivateScope = "playlist-read-private";

    /// <inheritdoc cref="PrivateScope"/>
    public const string CollaborativeScope = "playlist-read-collaborative";

    public PlaylistAccess Access { get; init; } = PlaylistAccess.Member;

    /// <summary>True if it is in the user's library: their own, and those that they follow.</summary>
    public bool IsInLibrary { get; init; } = true;

    /// <summary>The playlist's own word for it: a list that the user only follows may be collaborative too, and
    /// refuses its entries nevertheless.</summary>
    public bool IsCollaborative { get; init; }

    public bool IsPublic { get; init; } = true;
}

/// <summary>The owner of every playlist without an explicit one: the sandbox's user.</summary>
public static class DefaultOwner
{
    public const string Id = "sandbox";
    public const string DisplayName = "Sandbox";

    /// <summary>The identifier that stays when the id changes.</summary>
    public const string AccountId = "sandboxAccount0000001";
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
