namespace Tests.Infra.Queries;

/// <summary>An album as one file of a day has it. An unknown text is empty.</summary>
internal sealed record PlayedAlbum(
    string Id,
    string Name,
    string Type,
    string ReleaseDate,
    string Precision,
    long TotalTracks,
    ImmutableArray<PlayedArtist> Artists)
{
    public string Url => $"https://open.spotify.com/album/{Id}";

    public long? ReleaseYear =>
        ReleaseDate.Length >= 4 ? long.Parse(ReleaseDate[..4], CultureInfo.InvariantCulture) : null;
}
