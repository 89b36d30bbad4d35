using System.Collections.Immutable;

namespace Local.Spotify.Synthetic;

/// <summary>A made-up artist.</summary>
internal sealed record SyntheticArtist(string Id, string Name);

/// <summary>
/// A made-up album; <see cref="ReleaseDate"/> is as exact as <see cref="Precision"/> says, and both may be unknown.
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

/// <summary>A made-up song.</summary>
internal sealed record SyntheticSong(
    int Number,
    string Id,
    string Name,
    SyntheticAlbum Album,
    ImmutableArray<SyntheticArtist> Artists,
    int TrackNumber,
    int DurationMs,
    DurationForm DurationForm,
    bool Explicit,
    string Isrc,
    string? PreviewUrl,
    ChartRun ChartRun);

/// <summary>How the API writes a duration: the odd ones were seen for a while each.</summary>
internal enum DurationForm
{
    Number,
    Float,
    Object,
}
