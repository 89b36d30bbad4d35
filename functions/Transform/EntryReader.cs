using Functions.Transform.Json;

namespace Functions.Transform;

/// <summary>Reads one entry of a raw page, in both of the API's shapes. Each method reads the value at the cursor; a
/// value of another type than expected counts as unknown.</summary>
internal static class EntryReader
{
    public static void Read(ref JsonCursor json, PlaylistEntry entry)
    {
        entry.Clear();
        if (!json.EnterObject())
        {
            return;
        }

        while (json.NextProperty(out var propertyName))
        {
            switch (SpotifyPropertyNames.Find(propertyName))
            {
                case SpotifyProperty.Item:
                    entry.NewItem = ReadItem(ref json, entry.Empty(SpotifyProperty.Item));
                    break;
                case SpotifyProperty.Track:
                    entry.OldTrack = ReadItem(ref json, entry.Empty(SpotifyProperty.Track));
                    break;
                case SpotifyProperty.AddedAt:
                    entry.AddedAt = json.ReadText();
                    break;
                case SpotifyProperty.AddedBy:
                    entry.AddedBy = ReadMember(ref json, SpotifyProperty.Id);
                    break;
                case SpotifyProperty.PlayedAt:
                    entry.PlayedAt = json.ReadText();
                    break;
                case SpotifyProperty.Context:
                    ReadContext(ref json, entry);
                    break;
                case SpotifyProperty.IsLocal:
                    entry.IsLocal = json.ReadBoolean() ?? false;
                    break;
                default:
                    json.Skip();
                    break;
            }
        }
    }

    /// <summary>Reads an item that stands alone, as in the pages of a chart: it is unknown when and by whom it was
    /// added.</summary>
    public static void ReadTrack(ref JsonCursor json, PlaylistEntry entry)
    {
        entry.Clear();
        entry.NewItem = ReadItem(ref json, entry.Empty(SpotifyProperty.Item));
    }

    private static void ReadContext(ref JsonCursor json, PlaylistEntry entry)
    {
        (entry.ContextType, entry.ContextUri) = (default, default);
        if (!json.EnterObject())
        {
            return;
        }

        while (json.NextProperty(out var propertyName))
        {
            switch (SpotifyPropertyNames.Find(propertyName))
            {
                case SpotifyProperty.Type:
                    entry.ContextType = json.ReadText();
                    break;
                case SpotifyProperty.Uri:
                    entry.ContextUri = json.ReadText();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }
    }

    private static PlayableItem? ReadItem(ref JsonCursor json, PlayableItem item)
    {
        if (!json.EnterObject())
        {
            return null;
        }

        while (json.NextProperty(out var propertyName))
        {
            switch (SpotifyPropertyNames.Find(propertyName))
            {
                case SpotifyProperty.Type:
                    item.Type = json.ReadText();
                    break;
                case SpotifyProperty.Id:
                    item.Id = json.ReadText().UnlessEmpty;
                    break;
                case SpotifyProperty.Name:
                    item.Name = json.ReadText();
                    break;
                case SpotifyProperty.Album:
                    item.Album = ReadAlbum(ref json, item.EmptyAlbum());
                    break;
                case SpotifyProperty.Artists:
                    (item.FirstArtist, item.ListedArtists) = ReadArtists(ref json, item.Artists);
                    break;
                case SpotifyProperty.DurationMs:
                    item.DurationMs = ReadDuration(ref json);
                    break;
                case SpotifyProperty.Explicit:
                    item.Explicit = json.ReadBoolean();
                    break;
                case SpotifyProperty.Popularity:
                    item.Popularity = json.ReadWholeNumber();
                    break;
                case SpotifyProperty.DiscNumber:
                    item.DiscNumber = json.ReadWholeNumber();
                    break;
                case SpotifyProperty.TrackNumber:
                    item.TrackNumber = json.ReadWholeNumber();
                    break;
                case SpotifyProperty.ExternalIds:
                    item.Isrc = ReadMember(ref json, SpotifyProperty.Isrc);
                    break;
                case SpotifyProperty.ExternalUrls:
                    item.Url = ReadMember(ref json, SpotifyProperty.Spotify);
                    break;
                case SpotifyProperty.IsLocal:
                    item.IsLocal = json.ReadBoolean() ?? false;
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return item;
    }

    private static Album? ReadAlbum(ref JsonCursor json, Album album)
    {
        if (!json.EnterObject())
        {
            return null;
        }

        while (json.NextProperty(out var propertyName))
        {
            switch (SpotifyPropertyNames.Find(propertyName))
            {
                case SpotifyProperty.Id:
                    album.Id = json.ReadText().UnlessEmpty;
                    break;
                case SpotifyProperty.Name:
                    album.Name = json.ReadText();
                    break;
                case SpotifyProperty.AlbumType:
                    album.AlbumType = json.ReadText();
                    break;
                case SpotifyProperty.ReleaseDate:
                    album.ReleaseDate = json.ReadText();
                    break;
                case SpotifyProperty.ReleaseDatePrecision:
                    album.ReleaseDatePrecision = json.ReadText();
                    break;
                case SpotifyProperty.TotalTracks:
                    album.TotalTracks = json.ReadWholeNumber();
                    break;
                case SpotifyProperty.ExternalUrls:
                    album.Url = ReadMember(ref json, SpotifyProperty.Spotify);
                    break;
                case SpotifyProperty.Artists:
                    album.ListedArtists = ReadArtists(ref json, album.Artists).Listed;
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return album;
    }

    /// <summary>Reads the artists that have an id. Each element of the array counts for their positions.</summary>
    /// <returns>The first artist, also without an id, and the number of elements.</returns>
    private static (Artist First, int Listed) ReadArtists(ref JsonCursor json, List<Artist> artists)
    {
        Artist first = default;
        artists.Clear();
        if (!json.EnterArray())
        {
            return default;
        }

        var position = 0;
        for (; json.NextElement(); position++)
        {
            if (!json.EnterObject())
            {
                continue;
            }

            var artist = ReadArtist(ref json, position);
            first = position == 0 ? artist : first;
            if (artist.Id.IsKnown)
            {
                artists.Add(artist);
            }
        }

        return (first, position);
    }

    /// <summary>Reads the rest of an artist whose object was entered.</summary>
    private static Artist ReadArtist(ref JsonCursor json, int position)
    {
        TextRef id = default, name = default, url = default;
        while (json.NextProperty(out var propertyName))
        {
            switch (SpotifyPropertyNames.Find(propertyName))
            {
                case SpotifyProperty.Id:
                    id = json.ReadText().UnlessEmpty;
                    break;
                case SpotifyProperty.Name:
                    name = json.ReadText();
                    break;
                case SpotifyProperty.ExternalUrls:
                    url = ReadMember(ref json, SpotifyProperty.Spotify);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new Artist(id, name, url, position);
    }

    /// <summary>Reads milliseconds: a number, or (seen once) an object with <c>totalMilliseconds</c>.</summary>
    private static long? ReadDuration(ref JsonCursor json)
    {
        if (json.Next != '{')
        {
            return json.ReadWholeNumber();
        }

        long? milliseconds = null;
        json.EnterObject();
        while (json.NextProperty(out var propertyName))
        {
            if (SpotifyPropertyNames.Find(propertyName) == SpotifyProperty.TotalMilliseconds)
            {
                milliseconds = json.ReadWholeNumber();
            }
            else
            {
                json.Skip();
            }
        }

        return milliseconds;
    }

    private static TextRef ReadMember(ref JsonCursor json, SpotifyProperty property)
    {
        TextRef text = default;
        if (json.EnterObject())
        {
            while (json.NextProperty(out var propertyName))
            {
                if (SpotifyPropertyNames.Find(propertyName) == property)
                {
                    text = json.ReadText();
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return text;
    }
}
