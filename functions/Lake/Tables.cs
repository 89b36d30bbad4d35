using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The seven tables. Their names and columns are a contract with every query over them.</summary>
public static class Tables
{
    /// <summary>The playlists: one row per playlist and day.</summary>
    public static readonly Table Playlists = new(
        "playlists",
        ["playlist_id", "name", "owner_id", "snapshot_id", "track_count", "extracted_at"]);

    /// <summary>The entries: one row per position, with its <c>kind</c>.</summary>
    public static readonly Table PlaylistEntries = new(
        "playlist_entries",
        ["playlist_id", "position", "kind", "song_id", "name", "added_at", "added_by"]);

    /// <summary>The tracks of the playlist, each once.</summary>
    public static readonly Table Songs = new(
        "songs",
        [
            "song_id", "name", "album_id", "duration_ms", "explicit", "popularity", "disc_number", "track_number",
            "isrc", "url",
        ]);

    /// <summary>The songs' albums, each once.</summary>
    public static readonly Table Albums = new(
        "albums",
        ["album_id", "name", "album_type", "release_date", "release_date_precision", "total_tracks", "url"]);

    /// <summary>The songs' artists, each once.</summary>
    public static readonly Table Artists = new("artists", ["artist_id", "name", "url"]);

    /// <summary>The artists of each song. The artist at <c>position</c> 0 is named first.</summary>
    public static readonly Table SongArtists = new("song_artists", ["song_id", "artist_id", "position"]);

    /// <summary>The artists of each album. An artist of albums alone has no row in <c>artists</c>.</summary>
    public static readonly Table AlbumArtists = new("album_artists", ["album_id", "artist_id", "position"]);

    /// <summary>All seven tables, in reading order.</summary>
    public static readonly ImmutableArray<Table> All =
        [Playlists, PlaylistEntries, Songs, Albums, Artists, SongArtists, AlbumArtists];
}
