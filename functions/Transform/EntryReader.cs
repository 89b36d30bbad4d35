using System.Text.Json;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Reads one entry of a page. Each method starts at the value's first token and ends at its last; a value that is no
/// object reads as null.
/// </summary>
internal static class EntryReader
{
    public static PlaylistEntry Read(ref Utf8JsonReader json)
    {
        string? addedAt = null, addedBy = null;
        bool? isLocal = null;
        PlayableItem? item = null, track = null;

        if (IsObject(ref json))
        {
            while (NextProperty(ref json))
            {
                if (Enters(ref json, "item"u8))
                {
                    item = ReadItem(ref json);
                }
                else if (Enters(ref json, "track"u8))
                {
                    track = ReadItem(ref json);
                }
                else if (Enters(ref json, "added_at"u8))
                {
                    addedAt = SpotifyJson.ReadText(ref json);
                }
                else if (Enters(ref json, "added_by"u8))
                {
                    addedBy = ReadMember(ref json, "id"u8);
                }
                else if (Enters(ref json, "is_local"u8))
                {
                    isLocal = SpotifyJson.ReadBoolean(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new PlaylistEntry(addedAt, addedBy, isLocal ?? false, item ?? track);
    }

    private static PlayableItem? ReadItem(ref Utf8JsonReader json)
    {
        if (!IsObject(ref json))
        {
            return null;
        }

        string? type = null, id = null, name = null, isrc = null, url = null;
        long? durationMs = null, popularity = null, discNumber = null, trackNumber = null;
        bool? isExplicit = null, isLocal = null;
        Album? album = null;
        IReadOnlyList<Artist> artists = [];

        while (NextProperty(ref json))
        {
            if (Enters(ref json, "type"u8))
            {
                type = SpotifyJson.ReadText(ref json);
            }
            else if (Enters(ref json, "id"u8))
            {
                id = ReadId(ref json);
            }
            else if (Enters(ref json, "name"u8))
            {
                name = SpotifyJson.ReadText(ref json);
            }
            else if (Enters(ref json, "album"u8))
            {
                album = ReadAlbum(ref json);
            }
            else if (Enters(ref json, "artists"u8))
            {
                artists = ReadArtists(ref json);
            }
            else if (Enters(ref json, "duration_ms"u8))
            {
                durationMs = ReadDuration(ref json);
            }
            else if (Enters(ref json, "explicit"u8))
            {
                isExplicit = SpotifyJson.ReadBoolean(ref json);
            }
            else if (Enters(ref json, "popularity"u8))
            {
                popularity = SpotifyJson.ReadWholeNumber(ref json);
            }
            else if (Enters(ref json, "disc_number"u8))
            {
                discNumber = SpotifyJson.ReadWholeNumber(ref json);
            }
            else if (Enters(ref json, "track_number"u8))
            {
                trackNumber = SpotifyJson.ReadWholeNumber(ref json);
            }
            else if (Enters(ref json, "external_ids"u8))
            {
                isrc = ReadMember(ref json, "isrc"u8);
            }
            else if (Enters(ref json, "external_urls"u8))
            {
                url = ReadMember(ref json, "spotify"u8);
            }
            else if (Enters(ref json, "is_local"u8))
            {
                isLocal = SpotifyJson.ReadBoolean(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return new PlayableItem(
            type,
            id,
            name,
            isLocal ?? false,
            album,
            artists,
            durationMs,
            isExplicit,
            popularity,
            discNumber,
            trackNumber,
            isrc,
            url);
    }

    private static Album? ReadAlbum(ref Utf8JsonReader json)
    {
        if (!IsObject(ref json))
        {
            return null;
        }

        string? id = null, name = null, albumType = null, date = null, precision = null, url = null;
        long? totalTracks = null;
        IReadOnlyList<Artist> artists = [];

        while (NextProperty(ref json))
        {
            if (Enters(ref json, "id"u8))
            {
                id = ReadId(ref json);
            }
            else if (Enters(ref json, "name"u8))
            {
                name = SpotifyJson.ReadText(ref json);
            }
            else if (Enters(ref json, "album_type"u8))
            {
                albumType = SpotifyJson.ReadText(ref json);
            }
            else if (Enters(ref json, "release_date"u8))
            {
                date = SpotifyJson.ReadText(ref json);
            }
            else if (Enters(ref json, "release_date_precision"u8))
            {
                precision = SpotifyJson.ReadText(ref json);
            }
            else if (Enters(ref json, "total_tracks"u8))
            {
                totalTracks = SpotifyJson.ReadWholeNumber(ref json);
            }
            else if (Enters(ref json, "external_urls"u8))
            {
                url = ReadMember(ref json, "spotify"u8);
            }
            else if (Enters(ref json, "artists"u8))
            {
                artists = ReadArtists(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return new Album(id, name, albumType, date, precision, totalTracks, url, artists);
    }

    /// <summary>One artist an element, whatever the element is: an artist's position counts.</summary>
    private static List<Artist> ReadArtists(ref Utf8JsonReader json)
    {
        var artists = new List<Artist>();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return artists;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            artists.Add(ReadArtist(ref json));
        }

        return artists;
    }

    private static Artist ReadArtist(ref Utf8JsonReader json)
    {
        string? id = null, name = null, url = null;
        if (IsObject(ref json))
        {
            while (NextProperty(ref json))
            {
                if (Enters(ref json, "id"u8))
                {
                    id = ReadId(ref json);
                }
                else if (Enters(ref json, "name"u8))
                {
                    name = SpotifyJson.ReadText(ref json);
                }
                else if (Enters(ref json, "external_urls"u8))
                {
                    url = ReadMember(ref json, "spotify"u8);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new Artist(id, name, url);
    }

    /// <summary>Milliseconds: a number, or (seen once) an object with <c>totalMilliseconds</c>.</summary>
    private static long? ReadDuration(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return SpotifyJson.ReadWholeNumber(ref json);
        }

        long? milliseconds = null;
        while (NextProperty(ref json))
        {
            if (Enters(ref json, "totalMilliseconds"u8))
            {
                milliseconds = SpotifyJson.ReadWholeNumber(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return milliseconds;
    }

    /// <summary>The text under one name of an object.</summary>
    private static string? ReadMember(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        string? value = null;
        if (IsObject(ref json))
        {
            while (NextProperty(ref json))
            {
                if (Enters(ref json, name))
                {
                    value = SpotifyJson.ReadText(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return value;
    }

    /// <summary>An id that is empty identifies nothing.</summary>
    private static string? ReadId(ref Utf8JsonReader json) =>
        SpotifyJson.ReadText(ref json) is { Length: > 0 } id ? id : null;

    private static bool IsObject(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    private static bool NextProperty(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the value if the property at hand has this name.</summary>
    private static bool Enters(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        SpotifyJson.Is(ref json, name) && json.Read();
}
