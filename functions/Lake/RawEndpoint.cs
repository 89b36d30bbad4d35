using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The values of a manifest's <c>endpoint</c>: the endpoint that returned the pages, which determines how they
/// are read.</summary>
public static class RawEndpoint
{
    public const string Items = "items";
    public const string Tracks = "tracks";

    /// <summary>The user's chart of tracks. The items of its pages are tracks themselves.</summary>
    public const string TopTracks = "me/top/tracks";

    /// <summary>The user's liked songs.</summary>
    public const string SavedTracks = "me/tracks";

    public static readonly ImmutableArray<string> All = [Items, Tracks, TopTracks, SavedTracks];
}
