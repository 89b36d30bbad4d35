using Functions.Transform.Json;
using Functions.Transform.Plays;

namespace Functions.Transform;

/// <summary>One entry of a playlist, or one play of a page, as Spotify sent it; null, and an unknown text, mean
/// unknown. One object is used for all entries, one after the other.</summary>
internal sealed class PlaylistEntry
{
    private readonly PlayableItem _item = new();
    private readonly PlayableItem _track = new();

    /// <summary>The time at which it was added: ISO 8601, as Spotify sent it.</summary>
    public TextRef AddedAt { get; set; }

    public TextRef AddedBy { get; set; }

    /// <summary>The end of a play: ISO 8601, as Spotify sent it.</summary>
    public TextRef PlayedAt { get; set; }

    public TextRef ContextType { get; set; }
    public TextRef ContextUri { get; set; }
    public bool IsLocal { get; set; }

    /// <summary>The item under the name of 2026.</summary>
    public PlayableItem? NewItem { get; set; }

    /// <summary>The item under the name from before.</summary>
    public PlayableItem? OldTrack { get; set; }

    /// <summary>The item; null if it was removed.</summary>
    public PlayableItem? Item => NewItem ?? OldTrack;

    /// <summary>True if the item or its album lists more artists than <see cref="PlayableItem.MaxArtists"/>.</summary>
    public bool HasTooManyArtists =>
        Item is { } item && Math.Max(item.ListedArtists, item.Album?.ListedArtists ?? 0) > PlayableItem.MaxArtists;

    /// <summary>An empty item for one of the two names.</summary>
    public PlayableItem Empty(SpotifyProperty name)
    {
        var item = name == SpotifyProperty.Item ? _item : _track;
        item.Clear();
        return item;
    }

    public void Clear()
    {
        (AddedAt, AddedBy, IsLocal, NewItem, OldTrack) = (default, default, false, null, null);
        (PlayedAt, ContextType, ContextUri) = (default, default, default);
    }
}

/// <summary>A track, an episode, a local file, or something that Spotify has added since.</summary>
internal sealed class PlayableItem
{
    /// <summary>The most artists of an item or its album. Spotify's own have some dozens at most.</summary>
    public const int MaxArtists = 1_000;

    private readonly Album _album = new();

    /// <summary>The type: <c>track</c> or <c>episode</c>.</summary>
    public TextRef Type { get; set; }

    public TextRef Id { get; set; }
    public TextRef Name { get; set; }
    public bool IsLocal { get; set; }
    public Album? Album { get; set; }
    public List<Artist> Artists { get; } = [];

    /// <summary>The first artist, which may have no id: that of a local file has a name only.</summary>
    public Artist FirstArtist { get; set; }

    /// <summary>The number of elements in the array of artists.</summary>
    public int ListedArtists { get; set; }

    /// <summary>The duration in milliseconds.</summary>
    public long? DurationMs { get; set; }

    public bool? Explicit { get; set; }
    public long? Popularity { get; set; }
    public long? DiscNumber { get; set; }
    public long? TrackNumber { get; set; }
    public TextRef Isrc { get; set; }
    public TextRef Url { get; set; }

    public Album EmptyAlbum()
    {
        _album.Clear();
        return _album;
    }

    public void Clear()
    {
        (Type, Id, Name, IsLocal, Album) = (default, default, default, false, null);
        (DurationMs, Explicit, Popularity, DiscNumber, TrackNumber) = (null, null, null, null, null);
        (Isrc, Url, FirstArtist, ListedArtists) = (default, default, default, 0);
        Artists.Clear();
    }
}

internal sealed class Album
{
    public TextRef Id { get; set; }
    public TextRef Name { get; set; }
    public TextRef AlbumType { get; set; }

    /// <summary>The release date as Spotify sent it: <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.</summary>
    public TextRef ReleaseDate { get; set; }

    /// <summary>The precision: <c>year</c>, <c>month</c> or <c>day</c>.</summary>
    public TextRef ReleaseDatePrecision { get; set; }

    public long? TotalTracks { get; set; }
    public TextRef Url { get; set; }
    public List<Artist> Artists { get; } = [];

    /// <summary>The number of elements in the array of artists.</summary>
    public int ListedArtists { get; set; }

    public void Clear()
    {
        (Id, Name, AlbumType) = (default, default, default);
        (ReleaseDate, ReleaseDatePrecision, TotalTracks, Url, ListedArtists) = (default, default, null, default, 0);
        Artists.Clear();
    }
}

/// <summary>An artist. Without an id it has no row of its own.</summary>
/// <param name="position">The position among all artists of the list, from 0.</param>
internal readonly struct Artist(TextRef id, TextRef name, TextRef url, int position)
{
    public TextRef Id { get; } = id;
    public TextRef Name { get; } = name;
    public TextRef Url { get; } = url;
    public int Position { get; } = position;
}

/// <summary>The kinds of playlist entries: the values of <c>playlist_entries.kind</c>.</summary>
internal static class EntryKind
{
    public const string Track = PlayKind.Track;
    public const string Episode = PlayKind.Episode;

    /// <summary>A file on somebody's machine, of which Spotify has the name only.</summary>
    public const string Local = PlayKind.Local;

    /// <summary>A removed item, or one of a type for which there is no table.</summary>
    public const string Missing = PlayKind.Missing;

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
