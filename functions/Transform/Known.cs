namespace Functions.Transform;

/// <summary>The properties of Spotify's objects that a table needs.</summary>
internal enum Known
{
    None,
    AddedAt,
    AddedBy,
    Album,
    AlbumType,
    Artists,
    DiscNumber,
    DurationMs,
    Explicit,
    ExternalIds,
    ExternalUrls,
    Id,
    IsLocal,
    Isrc,
    Item,
    Name,
    Popularity,
    ReleaseDate,
    ReleaseDatePrecision,
    Spotify,
    TotalMilliseconds,
    TotalTracks,
    Track,
    TrackNumber,
    Type,
}

/// <summary>Tells <see cref="Known"/> properties by their names.</summary>
internal static class KnownNames
{
    /// <summary>By the length first, so that most names are compared once, and most others not at all.</summary>
    public static Known Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "id"u8, Known.Id),
        4 => (char)name[0] switch
        {
            'n' => Is(name, "name"u8, Known.Name),
            't' => Is(name, "type"u8, Known.Type),
            'i' when name[1] == 't' => Is(name, "item"u8, Known.Item),
            _ => Is(name, "isrc"u8, Known.Isrc),
        },
        5 => name[0] == 'a' ? Is(name, "album"u8, Known.Album) : Is(name, "track"u8, Known.Track),
        7 => name[0] == 'a' ? Is(name, "artists"u8, Known.Artists) : Is(name, "spotify"u8, Known.Spotify),
        8 => (char)name[0] switch
        {
            'a' when name[6] == 'a' => Is(name, "added_at"u8, Known.AddedAt),
            'a' => Is(name, "added_by"u8, Known.AddedBy),
            'i' => Is(name, "is_local"u8, Known.IsLocal),
            _ => Is(name, "explicit"u8, Known.Explicit),
        },
        10 => name[0] == 'p' ? Is(name, "popularity"u8, Known.Popularity) : Is(name, "album_type"u8, Known.AlbumType),
        11 => name[1] == 'u'
            ? Is(name, "duration_ms"u8, Known.DurationMs)
            : Is(name, "disc_number"u8, Known.DiscNumber),
        12 => (char)name[0] switch
        {
            'e' => Is(name, "external_ids"u8, Known.ExternalIds),
            'r' => Is(name, "release_date"u8, Known.ReleaseDate),
            't' when name[1] == 'o' => Is(name, "total_tracks"u8, Known.TotalTracks),
            _ => Is(name, "track_number"u8, Known.TrackNumber),
        },
        13 => Is(name, "external_urls"u8, Known.ExternalUrls),
        17 => Is(name, "totalMilliseconds"u8, Known.TotalMilliseconds),
        22 => Is(name, "release_date_precision"u8, Known.ReleaseDatePrecision),
        _ => Known.None,
    };

    private static Known Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known, Known property) =>
        name.SequenceEqual(known) ? property : Known.None;
}
