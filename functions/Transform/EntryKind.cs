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
    public static string Of(PlaylistEntry entry, EntryText text)
    {
        if (entry.Item is not { } item)
        {
            return Missing;
        }

        var kind = !item.Type.IsKnown || text[item.Type].SequenceEqual("track"u8) ? Track
            : text[item.Type].SequenceEqual("episode"u8) ? Episode
            : Missing;
        return kind != Missing && (entry.IsLocal || item.IsLocal) ? Local : kind;
    }
}
