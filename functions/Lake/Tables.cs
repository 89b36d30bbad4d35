using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The seven tables of playlists, and the table of plays. Their names and columns are a contract with every
/// query over them.</summary>
public static class Tables
{
    /// <summary>The playlists: one row per playlist and day.</summary>
    public static readonly Table Playlists = new(
        "playlists",
        [
            new("playlist_id", "Spotify's id of the playlist"),
            new("name", "Name of the playlist on that day"),
            new("owner_id", "Spotify's id of the owner, or its hash"),
            new("snapshot_id", "Spotify's id of this version of the playlist"),
            new("track_count", "Number of entries"),
            new("extracted_at", "Time at which the schedule fired, UTC, ISO 8601"),
        ]);

    /// <summary>The entries: one row per position, with its <c>kind</c>.</summary>
    public static readonly Table PlaylistEntries = new(
        "playlist_entries",
        [
            new("playlist_id", "Spotify's id of the playlist"),
            new("position", "Place on the playlist, from 0"),
            new("kind", "track, episode, local or missing"),
            new("song_id", "Spotify's id of the song or episode; empty if there is none"),
            new("name", "Name of the entry"),
            new("added_at", "Time at which it was added, UTC, ISO 8601"),
            new("added_by", "Spotify's id of the user who added it, or its hash"),
        ]);

    /// <summary>The tracks of the playlist, each once.</summary>
    public static readonly Table Songs = new(
        "songs",
        [
            new("song_id", "Spotify's id of the song"),
            new("name", "Name of the song"),
            new("album_id", "Spotify's id of the album"),
            new("duration_ms", "Length in milliseconds"),
            new("explicit", "true, or false"),
            new("popularity", "0 to 100, as Spotify gave it on that day"),
            new("disc_number", "Disc of the album, from 1"),
            new("track_number", "Track of the disc, from 1"),
            new("isrc", "International Standard Recording Code"),
            new("url", "Address at open.spotify.com"),
        ]);

    /// <summary>The songs' albums, each once.</summary>
    public static readonly Table Albums = new(
        "albums",
        [
            new("album_id", "Spotify's id of the album"),
            new("name", "Name of the album"),
            new("album_type", "album, single or compilation"),
            new("release_date", "As Spotify gave it: a year, a month or a day"),
            new("release_date_precision", "year, month or day"),
            new("total_tracks", "Number of tracks of the album"),
            new("url", "Address at open.spotify.com"),
        ]);

    /// <summary>The songs' artists, each once.</summary>
    public static readonly Table Artists = new(
        "artists",
        [
            new("artist_id", "Spotify's id of the artist"),
            new("name", "Name of the artist"),
            new("url", "Address at open.spotify.com"),
        ]);

    /// <summary>The artists of each song. The artist at <c>position</c> 0 is named first.</summary>
    public static readonly Table SongArtists = new(
        "song_artists",
        [
            new("song_id", "Spotify's id of the song"),
            new("artist_id", "Spotify's id of the artist"),
            new("position", "Order in which the artists are named, from 0"),
        ]);

    /// <summary>The artists of each album, by the names that the album gives. An artist of albums alone has no row in
    /// <c>artists</c>.</summary>
    public static readonly Table AlbumArtists = new(
        "album_artists",
        [
            new("album_id", "Spotify's id of the album"),
            new("artist_id", "Spotify's id of the artist"),
            new("position", "Order in which the artists are named, from 0"),
            new("name", "Name of the artist; files of former versions lack it"),
        ]);

    /// <summary>The plays of one listener, from the account's own export and from the Web API: one row per
    /// play.</summary>
    public static readonly Table Plays = new(
        "plays",
        [
            new("played_at", "End of the play, UTC, ISO 8601, with milliseconds where there are any"),
            new("ms_played", "Milliseconds that were played; empty for a play of the API"),
            new("kind", "track, episode, audiobook, local or missing"),
            new("song_id", "Spotify's id of the song, episode or chapter; empty if unknown"),
            new("song", "Name of the song, episode or chapter"),
            new("artist", "Name of the artist: the album's in an export, the first one of the song in the API"),
            new("album", "Name of the album, show or audiobook"),
            new("isrc", "International Standard Recording Code"),
            new("album_id", "Spotify's id of the album"),
            new("artist_id", "Spotify's id of the artist who is named first"),
            new("duration_ms", "Length in milliseconds"),
            new("context_type", "album, playlist, artist, collection, …: where it was played from"),
            new("context_uri", "Spotify's URI of where it was played from"),
            new("skipped", "true, or false"),
            new("source", "export, or api"),
        ])
    {
        Partition = TablePartition.Month,
    };

    /// <summary>The seven tables of playlists.</summary>
    public static readonly ImmutableArray<Table> All =
        [Playlists, PlaylistEntries, Songs, Albums, Artists, SongArtists, AlbumArtists];

    /// <summary>All tables that the catalog declares.</summary>
    public static readonly ImmutableArray<Table> Declared = [.. All, Plays];
}
