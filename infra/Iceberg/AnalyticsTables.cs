namespace Infra.Iceberg;

/// <summary>The analytics tables: what stood where on which day, what is known of each song, album and artist, and
/// what was played when.</summary>
internal static class AnalyticsTables
{
    private const string SnapshotDate = "snapshot_date";
    private const string PlayedAt = "played_at";

    private const string DayComment = "Day of the snapshot, UTC";
    private const string PlaylistIdComment = "Spotify's id of the playlist";
    private const string SongIdComment = "Spotify's id of the song";
    private const string AlbumIdComment = "Spotify's id of the album";
    private const string ArtistIdComment = "Spotify's id of the artist";
    private const string FirstDayComment = "First day on which it was on a playlist";
    private const string LastDayComment = "Latest day on which it was on a playlist: the other values are of that day";

    /// <summary>The playlists: one row for each playlist and day.</summary>
    public static readonly AnalyticsTable PlaylistDays = new(
        "playlist_days",
        ["playlist_id", SnapshotDate],
        [
            new(1, "playlist_id", ColumnType.String, PlaylistIdComment),
            new(2, SnapshotDate, ColumnType.Date, DayComment),
            new(3, "playlist", ColumnType.String, "Name of the playlist on that day"),
            new(4, "owner_id", ColumnType.String, "Spotify's id of the owner, or its hash"),
            new(5, "snapshot_id", ColumnType.String, "Spotify's id of this version of the playlist"),
            new(6, "track_count", ColumnType.Long, "Number of entries that Spotify gave"),
            new(7, "entries", ColumnType.Long, "Number of entries in chart_entries"),
            new(8, "extracted_at", ColumnType.Timestamp, "Time at which the schedule fired, UTC"),
        ])
    {
        PartitionedByMonthOf = SnapshotDate,
    };

    /// <summary>The entries: one row for each playlist, day and rank, with song, album and artists by name.</summary>
    public static readonly AnalyticsTable ChartEntries = new(
        "chart_entries",
        ["playlist_id", SnapshotDate, "rank"],
        [
            new(1, "playlist_id", ColumnType.String, PlaylistIdComment),
            new(2, SnapshotDate, ColumnType.Date, DayComment),
            new(3, "rank", ColumnType.Long, "Place on the playlist; 1 is the top"),
            new(4, "playlist", ColumnType.String, "Name of the playlist on that day"),
            new(5, "kind", ColumnType.String, "track, episode, local or missing"),
            new(6, "song_id", ColumnType.String, "Spotify's id of the song or episode; unknown if there is none"),
            new(7, "song", ColumnType.String, "Name of the song, episode or file"),
            new(8, "album_id", ColumnType.String, AlbumIdComment),
            new(9, "album", ColumnType.String, "Name of the album"),
            new(10, "artist_id", ColumnType.String, "Spotify's id of the artist who is named first"),
            new(11, "artist", ColumnType.String, "Name of the artist who is named first"),
            new(12, "artists", ColumnType.String, "Names of all artists, with commas between"),
            new(13, "explicit", ColumnType.Boolean, "Whether the lyrics are marked as explicit"),
            new(14, "duration_ms", ColumnType.Long, "Length in milliseconds"),
            new(15, "popularity", ColumnType.Long, "0 to 100, as Spotify gave it on that day"),
            new(16, "release_year", ColumnType.Long, "Year in which the album was released"),
            new(17, "added_at", ColumnType.Timestamp, "Time at which it was added, UTC"),
            new(18, "added_by", ColumnType.String, "Spotify's id of the user who added it, or its hash"),
        ])
    {
        PartitionedByMonthOf = SnapshotDate,
    };

    /// <summary>The songs that were ever on a playlist, each with its latest values.</summary>
    public static readonly AnalyticsTable ChartedSongs = new(
        "charted_songs",
        ["song_id"],
        [
            new(1, "song_id", ColumnType.String, SongIdComment),
            new(2, "song", ColumnType.String, "Name of the song"),
            new(3, "album_id", ColumnType.String, AlbumIdComment),
            new(4, "isrc", ColumnType.String, "International Standard Recording Code"),
            new(5, "duration_ms", ColumnType.Long, "Length in milliseconds"),
            new(6, "explicit", ColumnType.Boolean, "Whether the lyrics are marked as explicit"),
            new(7, "popularity", ColumnType.Long, "0 to 100"),
            new(8, "disc_number", ColumnType.Long, "Disc of the album, from 1"),
            new(9, "track_number", ColumnType.Long, "Track of the disc, from 1"),
            new(10, "url", ColumnType.String, "Address at open.spotify.com"),
            new(11, "first_day", ColumnType.Date, FirstDayComment),
            new(12, "last_day", ColumnType.Date, LastDayComment),
        ]);

    /// <summary>The albums of these songs, each with its latest values.</summary>
    public static readonly AnalyticsTable ChartedAlbums = new(
        "charted_albums",
        ["album_id"],
        [
            new(1, "album_id", ColumnType.String, AlbumIdComment),
            new(2, "album", ColumnType.String, "Name of the album"),
            new(3, "album_type", ColumnType.String, "album, single or compilation"),
            new(4, "artist_id", ColumnType.String, "Spotify's id of the album's first artist"),
            new(5, "artist", ColumnType.String, "Name of the album's first artist"),
            new(6, "artists", ColumnType.String, "Names of the album's artists, with commas between"),
            new(7, "release_date", ColumnType.String, "As Spotify gave it: a year, a month or a day"),
            new(8, "release_date_precision", ColumnType.String, "year, month or day"),
            new(9, "release_year", ColumnType.Long, "Year of release_date"),
            new(10, "total_tracks", ColumnType.Long, "Number of tracks of the album"),
            new(11, "url", ColumnType.String, "Address at open.spotify.com"),
            new(12, "first_day", ColumnType.Date, FirstDayComment),
            new(13, "last_day", ColumnType.Date, LastDayComment),
        ]);

    /// <summary>The artists of each of these songs, as they were named on its latest day.</summary>
    public static readonly AnalyticsTable SongCredits = new(
        "song_credits",
        ["song_id", "artist_id"],
        [
            new(1, "song_id", ColumnType.String, SongIdComment),
            new(2, "artist_id", ColumnType.String, ArtistIdComment),
            new(3, "position", ColumnType.Long, "Order in which the artists are named, from 0"),
            new(4, "song", ColumnType.String, "Name of the song"),
            new(5, "artist", ColumnType.String, "Name of the artist"),
            new(6, "first_day", ColumnType.Date, "First day on which the song was on a playlist"),
            new(7, "last_day", ColumnType.Date, "Latest day on which the song was on a playlist"),
        ]);

    /// <summary>The artists of these songs, each with its latest values.</summary>
    public static readonly AnalyticsTable ChartedArtists = new(
        "charted_artists",
        ["artist_id"],
        [
            new(1, "artist_id", ColumnType.String, ArtistIdComment),
            new(2, "artist", ColumnType.String, "Name of the artist"),
            new(3, "url", ColumnType.String, "Address at open.spotify.com"),
            new(4, "first_day", ColumnType.Date, "First day on which one of the artist's songs was on a playlist"),
            new(5, "last_day", ColumnType.Date,
                "Latest day on which one of them was: the other values are of that day"),
        ]);

    /// <summary>The plays of one listener: one row for each play.</summary>
    public static readonly AnalyticsTable PlayHistory = new(
        "play_history",
        [PlayedAt, "ms_played", "song_id", "song", "artist", "album"],
        [
            new(1, PlayedAt, ColumnType.Timestamp, "End of the play, UTC"),
            new(2, "ms_played", ColumnType.Long, "Milliseconds that were played; unknown for a play of the API alone"),
            new(3, "listened_ms", ColumnType.Long, "ms_played, or the song's length where it is unknown"),
            new(4, "estimated", ColumnType.Boolean, "Whether listened_ms is the song's length"),
            new(5, "kind", ColumnType.String, "track, episode, audiobook, local or missing"),
            new(6, "song_id", ColumnType.String, "Spotify's id of the song, episode or chapter"),
            new(7, "song", ColumnType.String, "Name of the song, episode or chapter"),
            new(8, "artist", ColumnType.String,
                "Name of the artist: the album's in an export, the first one of the song in the API"),
            new(9, "album", ColumnType.String, "Name of the album, show or audiobook"),
            new(10, "isrc", ColumnType.String, "International Standard Recording Code"),
            new(11, "album_id", ColumnType.String, AlbumIdComment),
            new(12, "artist_id", ColumnType.String, "Spotify's id of the artist who is named first"),
            new(13, "duration_ms", ColumnType.Long, "Length in milliseconds"),
            new(14, "context_type", ColumnType.String,
                "album, playlist, artist, collection, …: where it was played from"),
            new(15, "context_uri", ColumnType.String, "Spotify's URI of where it was played from"),
            new(16, "skipped", ColumnType.Boolean, "Whether the listener skipped the rest"),
            new(17, "source", ColumnType.String, "export, or api"),
        ])
    {
        PartitionedByMonthOf = PlayedAt,
    };

    /// <summary>The tables of playlists, each after those that its rows are made from.</summary>
    public static readonly ImmutableArray<AnalyticsTable> OfPlaylists =
        [PlaylistDays, ChartEntries, ChartedSongs, ChartedAlbums, SongCredits, ChartedArtists];

    public static readonly ImmutableArray<AnalyticsTable> All = [.. OfPlaylists, PlayHistory];
}
