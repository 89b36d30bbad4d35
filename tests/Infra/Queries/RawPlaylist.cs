namespace Tests.Infra.Queries;

/// <summary>A playlist on one day as Spotify's pages have it; the handler makes its files.</summary>
/// <param name="Tracks">The tracks, each as JSON.</param>
internal sealed record RawPlaylist(string Id, string Name, DateOnly Day, params ImmutableArray<string> Tracks)
{
    private const string Raw = "raw";
    private const string Processed = "processed";

    /// <param name="artists">The artists, each as id and name with a colon between, and semicolons between them.</param>
    /// <param name="album">The album's id and the artists whom the album names, likewise.</param>
    public static string Track(string? id, string artists, string album = "b", string albumArtists = "") => $$"""
        {"type":"track","id":{{(id is null ? "null" : $"\"{id}\"")}},"name":"Song {{id}}","artists":[{{Artists(artists)}}],
         "album":{"id":"{{album}}","name":"Album {{album}}","release_date":"2020","artists":[{{Artists(albumArtists)}}]} }
        """;

    /// <summary>The files of the seven tables.</summary>
    public async Task<IEnumerable<(string Key, byte[] Bytes)>> FilesAsync()
    {
        var s3 = new MemoryS3();
        var snapshot = new RawSnapshot(Id, Day, RawSnapshot.HashOf($"{Day:yyyy-MM-dd}"));
        var page = Encoding.UTF8.GetBytes($$"""
            {"items":[{{string.Join(',', Tracks.Select(track => $$"""{"added_at":"{{AddedAt}}","item":{{track}} }"""))}}]}
            """);
        s3[Raw, snapshot.Page(0)] = page;
        s3[Raw, snapshot.Manifest] = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(Id, Name, "owner", $"{Day:yyyy-MM-dd}", Tracks.Length),
            $"{Day:yyyy-MM-dd}T06:00:00Z",
            Day,
            "items",
            "https://api.spotify.com/v1/",
            "1.0.0",
            [ManifestPage.Of(0, 0, Tracks.Length, page)]).ToUtf8();
        await new TransformHandler(
                new TransformSettings("spotify-test", Processed), s3, new MetricLines(), TimeProvider.System)
            .HandleAsync(TransformedSnapshot.EventOf(Raw, [snapshot.Manifest]), new LambdaInvocation());
        return Tables.All.Select(table => table.Key(Day, Id)).Select(key => (key, s3[Processed, key])).ToList();
    }

    // A time with an offset, of the day before in UTC.
    public const string AddedAt = "2026-11-02T01:30:00+02:00";

    private static string Artists(string given) => string.Join(',', given
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(artist => artist.Split(':'))
        .Select(artist => $$"""{"id":"{{artist[0]}}","name":"{{artist[1]}}"}"""));
}
