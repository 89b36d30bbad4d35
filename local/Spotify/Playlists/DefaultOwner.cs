namespace Local.Spotify.Playlists;

/// <summary>The owner of every playlist that names no other one: the sandbox's user.</summary>
internal static class DefaultOwner
{
    public const string Id = "sandbox";

    public const string DisplayName = "Sandbox";
}
