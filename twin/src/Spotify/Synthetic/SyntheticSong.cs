using System.Collections.Immutable;

namespace Twin.Spotify.Synthetic;

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
