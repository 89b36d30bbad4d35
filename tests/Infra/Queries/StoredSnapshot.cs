namespace Tests.Infra.Queries;

/// <summary>A snapshot as the raw zone has it: its manifest and pages. The handler makes its files.</summary>
internal sealed record StoredSnapshot(SnapshotManifest Manifest, ImmutableArray<byte[]> Pages)
{
    // A time with an offset, of the day before in UTC.
    public const string AddedAt = "2026-11-02T01:30:00+02:00";
    private const string Raw = "raw";
    private const string Processed = "processed";

    public string PlaylistId => Manifest.Playlist.Id;

    public DateOnly Day => Manifest.SnapshotDate;

    /// <summary>Reads a snapshot that is stored.</summary>
    public static StoredSnapshot Read(MemoryS3 s3, string bucket, string manifest)
    {
        Assert.True(RawSnapshot.TryParseManifest(manifest, out var snapshot));
        var stored = SnapshotManifest.Parse(s3[bucket, manifest]);
        return new StoredSnapshot(
            stored with { Pages = [.. stored.Pages.Select(page => page with { Folder = null })] },
            [.. stored.Pages.Select(page => s3[bucket, page.KeyIn(snapshot)])]);
    }

    /// <summary>A snapshot of one page with these tracks, each as JSON.</summary>
    public static StoredSnapshot Of(string id, string name, DateOnly day, params ImmutableArray<string> tracks)
    {
        var page = Encoding.UTF8.GetBytes($$"""
            {"items":[{{string.Join(',', tracks.Select(track => $$"""{"added_at":"{{AddedAt}}","item":{{track}} }"""))}}]}
            """);
        return new StoredSnapshot(
            new SnapshotManifest(
                SnapshotManifest.CurrentSchema,
                new ManifestPlaylist(id, name, "owner", $"{day:yyyy-MM-dd}", tracks.Length),
                $"{day:yyyy-MM-dd}T06:00:00Z",
                day,
                RawEndpoint.Items,
                "https://api.spotify.com/v1/",
                "1.0.0",
                [ManifestPage.Of(0, 0, tracks.Length, page)]),
            [page]);
    }

    /// <param name="artists">The artists, each as id and name with a colon between, and semicolons between them.</param>
    /// <param name="album">The album's id and the artists whom the album names, likewise.</param>
    /// <param name="end">The end of its name.</param>
    public static string Track(
        string? id, string artists, string album = "b", string albumArtists = "", string isrc = "", string end = "") => $$"""
        {"type":"track","id":{{(id is null ? "null" : $"\"{id}\"")}},"name":"Song {{id}}{{end}}",
         "artists":[{{Artists(artists)}}],"external_ids":{"isrc":"{{isrc}}"},
         "album":{"id":"{{album}}","name":"Album {{album}}","release_date":"2020",
         "artists":[{{Artists(albumArtists)}}]} }
        """;

    /// <summary>The files of the seven tables.</summary>
    public async Task<IEnumerable<(string Key, byte[] Bytes)>> FilesAsync()
    {
        using var s3 = new MemoryS3();
        var snapshot = new RawSnapshot(PlaylistId, Day, RawSnapshot.HashOf(Manifest.Playlist.SnapshotId));
        foreach (var (index, page) in Pages.Index())
        {
            s3[Raw, snapshot.Page(index)] = page;
        }

        s3[Raw, snapshot.Manifest] = Manifest.ToUtf8();
        await new TransformHandler(
                new TransformSettings("spotify-test", Processed), s3, new MetricLines(), TimeProvider.System)
            .HandleAsync(TransformedSnapshot.EventOf(Raw, [snapshot.Manifest]), new LambdaInvocation());
        return Tables.All.Select(table => table.Key(Day, PlaylistId)).Select(key => (key, s3[Processed, key])).ToList();
    }

    private static string Artists(string given) => string.Join(',', given
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(artist => artist.Split(':'))
        .Select(artist => $$"""{"id":"{{artist[0]}}","name":"{{artist[1]}}"}"""));
}
