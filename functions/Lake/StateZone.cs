using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The state of the extraction and of the publication from run to run: objects of the raw bucket that are
/// rewritten, and are not data. A state that is lost or cannot be read costs time, never data.</summary>
public static class StateZone
{
    /// <summary>The prefix, outside <see cref="RawSnapshot.Zone"/>, which holds Spotify's answers only.</summary>
    public const string Prefix = "state/";

    public const string Extract = Prefix + "extract.json";
    public const string Lease = Prefix + "lease.json";

    /// <summary>The key of the state of the plays that are read through the API.</summary>
    public const string Plays = Prefix + "plays.json";

    /// <summary>The beginnings of the keys that only the extraction writes.</summary>
    public static readonly ImmutableArray<string> OfExtraction = [Extract, Lease, Playlists, Plays];

    /// <summary>The beginning of the keys that only the publication writes.</summary>
    public const string PublicationPrefix = Prefix + "publication";

    /// <summary>The key of the state of the publication: the days that the analytics tables hold.</summary>
    public const string Publication = PublicationPrefix + ".json";

    public const string PublicationLease = PublicationPrefix + "-lease.json";
    public const string Playlists = Prefix + "playlists/";

    /// <summary>The prefix of the records of what was forgotten; it ends with a slash. They are kept.</summary>
    public const string Forgotten = Prefix + "forgotten/";

    public static string Playlist(string playlistId) => $"{Playlists}{playlistId}.json";
}

/// <summary>A state with the version of its schema. A state with another version counts as empty.</summary>
internal interface IVersionedState
{
    const int CurrentSchema = 1;

    int SchemaVersion { get; }
}
