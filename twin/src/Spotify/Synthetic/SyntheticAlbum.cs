using System.Collections.Immutable;

namespace Twin.Spotify.Synthetic;

/// <summary>
/// A made-up album. <see cref="Precision"/> is the precision of <see cref="ReleaseDate"/>; both may be unknown.
/// </summary>
internal sealed record SyntheticAlbum(
    string Id,
    string Name,
    string Type,
    string? ReleaseDate,
    string? Precision,
    int TotalTracks,
    string Image,
    string Markets,
    ImmutableArray<SyntheticArtist> Artists);
