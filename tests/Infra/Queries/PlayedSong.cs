namespace Tests.Infra.Queries;

internal sealed record PlayedSong(string[] Row, PlayedAlbum Album, ImmutableArray<PlayedArtist> Artists)
{
    public string Id => Row[0];

    public string Name => Row[1];

    public string DurationMs => Row[3];

    public string Explicit => Row[4];

    public string Popularity => Row[5];

    public string DiscNumber => Row[6];

    public string TrackNumber => Row[7];

    public string Isrc => Row[8];

    public string Url => Row[9];
}

internal sealed record PlayedArtist(string Id, string Name)
{
    public string Url => $"https://open.spotify.com/artist/{Id}";
}

internal sealed record PlayedAlbum(string[] Row, ImmutableArray<PlayedArtist> Artists)
{
    public string Id => Row[0];

    public string Name => Row[1];

    public string Type => Row[2];

    public string ReleaseDate => Row[3];

    public string Precision => Row[4];

    public string TotalTracks => Row[5];

    public string Url => Row[6];

    public string AllArtists => string.Join(", ", Artists.Select(artist => artist.Name));

    public long? ReleaseYear =>
        ReleaseDate.Length >= 4 ? long.Parse(ReleaseDate[..4], CultureInfo.InvariantCulture) : null;
}
