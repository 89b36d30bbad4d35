namespace Tests.Infra.Queries;

/// <summary>A song as one file of a day has it.</summary>
internal sealed record PlayedSong(
    string Id,
    string Name,
    PlayedAlbum Album,
    long DurationMs,
    bool? Explicit,
    long? Popularity,
    long DiscNumber,
    long TrackNumber,
    string Isrc,
    ImmutableArray<PlayedArtist> Artists)
{
    public string Url => $"https://open.spotify.com/track/{Id}";
}
