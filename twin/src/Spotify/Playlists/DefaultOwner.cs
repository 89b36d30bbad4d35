namespace Twin.Spotify.Playlists;

/// <summary>The owner of every playlist without an explicit one: the sandbox's user.</summary>
internal static class DefaultOwner
{
    public const string Id = "sandbox";
    public const string DisplayName = "Sandbox";
}
