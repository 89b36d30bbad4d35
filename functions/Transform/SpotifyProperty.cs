namespace Functions.Transform;

internal enum SpotifyProperty
{
    None,
    AddedAt,
    AddedBy,
    Album,
    AlbumType,
    Artists,
    Context,
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
    PlayedAt,
    Popularity,
    ReleaseDate,
    ReleaseDatePrecision,
    Spotify,
    TotalMilliseconds,
    TotalTracks,
    Track,
    TrackNumber,
    Type,
    Uri,
}

internal static class SpotifyPropertyNames
{
    /// <summary>The property with a name; none if no table needs it. It switches on the length first, so that most
    /// names are compared once, and most others not at all.</summary>
    public static SpotifyProperty Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "id"u8, SpotifyProperty.Id),
        3 => Is(name, "uri"u8, SpotifyProperty.Uri),
        4 => (char)name[0] switch
        {
            'n' => Is(name, "name"u8, SpotifyProperty.Name),
            't' => Is(name, "type"u8, SpotifyProperty.Type),
            'i' when name[1] == 't' => Is(name, "item"u8, SpotifyProperty.Item),
            _ => Is(name, "isrc"u8, SpotifyProperty.Isrc),
        },
        5 => name[0] == 'a' ? Is(name, "album"u8, SpotifyProperty.Album) : Is(name, "track"u8, SpotifyProperty.Track),
        7 => (char)name[0] switch
        {
            'a' => Is(name, "artists"u8, SpotifyProperty.Artists),
            'c' => Is(name, "context"u8, SpotifyProperty.Context),
            _ => Is(name, "spotify"u8, SpotifyProperty.Spotify),
        },
        8 => (char)name[0] switch
        {
            'a' when name[6] == 'a' => Is(name, "added_at"u8, SpotifyProperty.AddedAt),
            'a' => Is(name, "added_by"u8, SpotifyProperty.AddedBy),
            'i' => Is(name, "is_local"u8, SpotifyProperty.IsLocal),
            _ => Is(name, "explicit"u8, SpotifyProperty.Explicit),
        },
        9 => Is(name, "played_at"u8, SpotifyProperty.PlayedAt),
        10 => name[0] == 'p'
            ? Is(name, "popularity"u8, SpotifyProperty.Popularity)
            : Is(name, "album_type"u8, SpotifyProperty.AlbumType),
        11 => name[1] == 'u'
            ? Is(name, "duration_ms"u8, SpotifyProperty.DurationMs)
            : Is(name, "disc_number"u8, SpotifyProperty.DiscNumber),
        12 => (char)name[0] switch
        {
            'e' => Is(name, "external_ids"u8, SpotifyProperty.ExternalIds),
            'r' => Is(name, "release_date"u8, SpotifyProperty.ReleaseDate),
            't' when name[1] == 'o' => Is(name, "total_tracks"u8, SpotifyProperty.TotalTracks),
            _ => Is(name, "track_number"u8, SpotifyProperty.TrackNumber),
        },
        13 => Is(name, "external_urls"u8, SpotifyProperty.ExternalUrls),
        17 => Is(name, "totalMilliseconds"u8, SpotifyProperty.TotalMilliseconds),
        22 => Is(name, "release_date_precision"u8, SpotifyProperty.ReleaseDatePrecision),
        _ => SpotifyProperty.None,
    };

    private static SpotifyProperty Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known, SpotifyProperty property) =>
        name.SequenceEqual(known) ? property : SpotifyProperty.None;
}
