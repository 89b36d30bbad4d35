using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The seven tables. Their names and columns are a contract with every query ever written over them.</summary>
public static class Tables
{
    /// <summary>One row a playlist and day.</summary>
    public static readonly Table Playlists = new(
        "playlists",
        ["playlist_id", "name", "owner_id", "snapshot_id", "track_count", "extracted_at"]);

    /// <summary>One row a position, whatever stands there: <c>kind</c> says what.</summary>
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

    /// <summary>Who plays on a song; <c>position</c> 0 is named first.</summary>
    public static readonly Table SongArtists = new("song_artists", ["song_id", "artist_id", "position"]);

    /// <summary>Whose album it is; an artist that stands only here has no row in <c>artists</c>.</summary>
    public static readonly Table AlbumArtists = new("album_artists", ["album_id", "artist_id", "position"]);

    /// <summary>All seven, in the order in which one reads them.</summary>
    public static readonly ImmutableArray<Table> All =
        [Playlists, PlaylistEntries, Songs, Albums, Artists, SongArtists, AlbumArtists];
}
