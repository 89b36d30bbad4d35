namespace Functions.Lake;

/// <summary>
/// What the extract remembers from run to run: objects of the raw bucket that are rewritten, and are no data. A state
/// that is gone or cannot be read costs time, never data.
/// </summary>
public static class StateZone
{
    /// <summary>Outside <see cref="RawSnapshot.Zone"/>, which holds what Spotify sent.</summary>
    public const string Prefix = "state/";

    /// <summary>What holds for all playlists.</summary>
    public const string Extract = Prefix + "extract.json";

    /// <summary>What is remembered of one playlist.</summary>
    public static string Playlist(string playlistId) => $"{Prefix}playlists/{playlistId}.json";
}
