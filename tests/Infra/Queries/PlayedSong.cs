namespace Tests.Infra.Queries;

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

internal sealed record PlayedArtist(string Id, string Name)
{
    public string Url => $"https://open.spotify.com/artist/{Id}";
}

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

/// <summary>An entry of a playlist. An unknown text is empty.</summary>
internal sealed record PlayedEntry(
    string Kind, string Id, string Name, PlayedSong? Song, string AddedAt, string AddedBy)
{
    public static PlayedEntry From(PlayedSong song, string addedAt = "2026-09-30T12:00:00Z") =>
        new("track", song.Id, song.Name, song, addedAt, "u1");
}
