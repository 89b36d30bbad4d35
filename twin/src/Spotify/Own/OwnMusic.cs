namespace Twin.Spotify.Own;

/// <summary>The user's own lists on one day.</summary>
/// <param name="TopTracks">The user's charts by their <c>time_range</c>: the JSON object of each track in UTF-8, first
/// place first.</param>
/// <param name="SavedTracks">The liked songs, newest first: the JSON object of each entry in UTF-8, with
/// <c>added_at</c> and <c>track</c>.</param>
public sealed record OwnMusic(
    ImmutableDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> TopTracks,
    IReadOnlyList<ReadOnlyMemory<byte>> SavedTracks)
{
    /// <summary>The scope without which nobody gets the charts.</summary>
    public const string TopTracksScope = "user-top-read";

    /// <summary>The scope without which nobody gets the liked songs.</summary>
    public const string SavedTracksScope = "user-library-read";

    /// <summary>The path of the charts in the Web API.</summary>
    public const string TopTracksPath = "me/top/tracks";

    /// <summary>The path of the liked songs in the Web API.</summary>
    public const string SavedTracksPath = "me/tracks";

    /// <summary>The range of a request that names none.</summary>
    public const string DefaultRange = "medium_term";

    /// <summary>The ranges of charts, as <c>time_range</c> names them, shortest first.</summary>
    public static readonly ImmutableArray<string> Ranges = ["short_term", DefaultRange, "long_term"];

    /// <summary>The address of the chart of one range.</summary>
    internal static string ChartOf(string range) => $"{TopTracksPath}?time_range={range}";

    public static OwnMusic None { get; } = new(
        ImmutableDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>.Empty, []);
}
