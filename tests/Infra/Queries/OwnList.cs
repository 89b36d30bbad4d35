namespace Tests.Infra.Queries;

/// <summary>A day's snapshot of a chart or of the liked songs.</summary>
internal sealed record OwnList(string Id, DateOnly Day, ImmutableArray<OwnSong> Songs)
{
    public string Name => $"Own {Id}";

    public StoredSnapshot Stored => StoredSnapshot.Of(Id, Name, Day, [.. Songs.Select(song => song.Json)]);
}

/// <summary>A song in one of its editions, which differ in id, name, album and ISRC.</summary>
internal sealed record OwnSong(string Id, string Name, string Artist, string Album, string? Isrc)
{
    public string Json => $$"""
        {"type":"track","id":"{{Id}}","name":"{{Name}}","artists":[{"id":"{{Artist}}","name":"{{Artist}}"}],
         "external_ids":{"isrc":"{{Isrc}}"},"album":{"id":"b{{Album.Length}}","name":{{JsonSerializer.Serialize(Album)}},
         "release_date":"2020","artists":[]} }
        """;

    public static OwnSong Of(int song, int edition) => new(
        edition == 0 ? $"s{song:00}" : $"s{song:00}e{edition}",
        $"Song {song}" + edition switch
        {
            1 => " - Remastered 2011",
            2 => $" (feat. Artist {song % 5})",
            3 => " - Live",
            _ => "",
        },
        edition == 2 ? $"ARTIST {song % 7}" : $"Artist {song % 7}",
        edition == 0 ? "Album \"first\", \\" : "Best of",
        (song % 4, edition) switch
        {
            (0, _) => null,
            // Each edition is a recording of its own.
            (1, _) or (_, 3) => $"AA{song:000000000}{edition}",
            (_, 1) => $"bb-{song:0000000000}",
            _ => $"BB{song:0000000000}",
        });
}
