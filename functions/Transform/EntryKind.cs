using Functions.Transform.Json;

namespace Functions.Transform;

/// <summary>The kinds of playlist entries: the values of <c>playlist_entries.kind</c>.</summary>
internal static class EntryKind
{
    public const string Track = "track";
    public const string Episode = "episode";

    /// <summary>A file on somebody's machine, of which Spotify has the name only.</summary>
    public const string Local = "local";

    /// <summary>A removed item, or one of a type for which there is no table.</summary>
    public const string Missing = "missing";

    /// <summary>The kind of an entry. Items without a type are tracks: answers from before podcasts have
    /// none.</summary>
    public static string From(PlaylistEntry entry, EntryText text)
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
