using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The fields of a record of an account's own export that are kept. Every other field is dropped before
/// anything is written: address, user name, user agent, platform, country, and whatever Spotify adds.</summary>
/// <remarks>https://support.spotify.com/us/article/understanding-your-data/</remarks>
public static class ExportFields
{
    // The extended streaming history.
    public const string Ts = "ts";
    public const string MsPlayed = "ms_played";
    public const string TrackUri = "spotify_track_uri";
    public const string Track = "master_metadata_track_name";
    public const string AlbumArtist = "master_metadata_album_artist_name";
    public const string Album = "master_metadata_album_album_name";
    public const string EpisodeUri = "spotify_episode_uri";
    public const string Episode = "episode_name";
    public const string Show = "episode_show_name";
    public const string ChapterUri = "audiobook_chapter_uri";
    public const string Chapter = "audiobook_chapter_title";
    public const string Audiobook = "audiobook_title";
    public const string Skipped = "skipped";

    // The small account export, which has a year without ids, to the minute.
    public const string EndTime = "endTime";
    public const string ShortMsPlayed = "msPlayed";
    public const string ShortArtist = "artistName";
    public const string ShortTrack = "trackName";
    public const string ShortShow = "podcastName";
    public const string ShortEpisode = "episodeName";

    /// <summary>The field that is read to leave out private sessions, and is not kept.</summary>
    public const string Incognito = "incognito_mode";

    /// <summary>The fields that are kept, in the order in which a record has them.</summary>
    public static readonly ImmutableArray<string> Kept =
    [
        Ts, MsPlayed, TrackUri, Track, AlbumArtist, Album, EpisodeUri, Episode, Show, ChapterUri, Chapter, Audiobook,
        Skipped, EndTime, ShortMsPlayed, ShortArtist, ShortTrack, ShortShow, ShortEpisode,
    ];
}
