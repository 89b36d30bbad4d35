namespace Functions.Transform;

/// <summary>One place in a playlist, as Spotify gave it; null is unknown.</summary>
/// <param name="AddedAt">ISO 8601, as given.</param>
/// <param name="AddedBy">The user's id.</param>
/// <param name="Item">What stands there; null where nothing does any more.</param>
internal sealed record PlaylistEntry(string? AddedAt, string? AddedBy, bool IsLocal, PlayableItem? Item);

/// <summary>A track, an episode, a local file, or something that Spotify has added since; null is unknown.</summary>
/// <param name="Type"><c>track</c> or <c>episode</c>.</param>
/// <param name="DurationMs">Milliseconds.</param>
internal sealed record PlayableItem(
    string? Type,
    string? Id,
    string? Name,
    bool IsLocal,
    Album? Album,
    IReadOnlyList<Artist> Artists,
    long? DurationMs,
    bool? Explicit,
    long? Popularity,
    long? DiscNumber,
    long? TrackNumber,
    string? Isrc,
    string? Url);

/// <param name="ReleaseDate"><c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>, as given.</param>
/// <param name="ReleaseDatePrecision"><c>year</c>, <c>month</c> or <c>day</c>.</param>
internal sealed record Album(
    string? Id,
    string? Name,
    string? AlbumType,
    string? ReleaseDate,
    string? ReleaseDatePrecision,
    long? TotalTracks,
    string? Url,
    IReadOnlyList<Artist> Artists);

internal sealed record Artist(string? Id, string? Name, string? Url);
