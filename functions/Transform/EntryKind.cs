namespace Functions.Transform;

/// <summary>What stands at a place in a playlist: the values of <c>playlist_entries.kind</c>.</summary>
internal static class EntryKind
{
    public const string Track = "track";
    public const string Episode = "episode";

    /// <summary>A file on somebody's machine, that Spotify knows by name only.</summary>
    public const string Local = "local";

    /// <summary>Nothing any more, or something of a type that no table here is for.</summary>
    public const string Missing = "missing";

    /// <summary>Items without a type are tracks: answers from before podcasts have none.</summary>
    public static string Of(PlaylistEntry entry) => entry.Item switch
    {
        null or { Type: not (null or Track or Episode) } => Missing,
        var item when entry.IsLocal || item.IsLocal => Local,
        { Type: Episode } => Episode,
        _ => Track,
    };
}
