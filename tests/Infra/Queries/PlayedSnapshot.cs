namespace Tests.Infra.Queries;

/// <summary>A playlist on one day, as its files have it.</summary>
internal sealed record PlayedSnapshot(
    string PlaylistId, DateOnly Day, string Playlist, ImmutableArray<PlayedEntry> Entries)
{
    public const string Owner = "owner";

    /// <summary>The number of entries that Spotify gave, as text; another one is a fault.</summary>
    public string TrackCount { get; init; } = Entries.Length.ToString(CultureInfo.InvariantCulture);

    public string SnapshotId => $"snapshot of {Day:yyyy-MM-dd}";

    public string ExtractedAt => $"{Day:yyyy-MM-dd}T06:00:00Z";

    public IEnumerable<PlayedSong> Songs =>
        Entries.Select(entry => entry.Song).OfType<PlayedSong>().DistinctBy(song => song.Id);

    public IEnumerable<PlayedAlbum> Albums => Songs.Select(song => song.Album).DistinctBy(album => album.Id);

    public IEnumerable<PlayedArtist> Artists => Songs.SelectMany(song => song.Artists).DistinctBy(artist => artist.Id);

    /// <summary>The files of the seven tables: each table's header and rows, as the functions write them.</summary>
    public IEnumerable<(string Key, byte[] Bytes)> Files()
    {
        yield return File(Tables.Playlists, table => table
            .Field(PlaylistId).Field(Playlist).Field(Owner).Field(SnapshotId).Field(TrackCount).Field(ExtractedAt)
            .EndRow());
        yield return File(Tables.PlaylistEntries, table =>
        {
            foreach (var (position, entry) in Entries.Index())
            {
                table.Field(PlaylistId).Field(position).Field(entry.Kind).Field(entry.Id).Field(entry.Name)
                    .Field(entry.AddedAt).Field(entry.AddedBy).EndRow();
            }
        });
        yield return File(Tables.Songs, table =>
        {
            foreach (var song in Songs)
            {
                table.Field(song.Id).Field(song.Name).Field(song.Album.Id).Field(song.DurationMs).Field(song.Explicit)
                    .Field(song.Popularity).Field(song.DiscNumber).Field(song.TrackNumber).Field(song.Isrc)
                    .Field(song.Url).EndRow();
            }
        });
        yield return File(Tables.Albums, table =>
        {
            foreach (var album in Albums)
            {
                table.Field(album.Id).Field(album.Name).Field(album.Type).Field(album.ReleaseDate)
                    .Field(album.Precision).Field(album.TotalTracks).Field(album.Url).EndRow();
            }
        });
        yield return File(Tables.Artists, table =>
        {
            foreach (var artist in Artists)
            {
                table.Field(artist.Id).Field(artist.Name).Field(artist.Url).EndRow();
            }
        });
        yield return File(Tables.SongArtists, table =>
        {
            foreach (var song in Songs)
            {
                foreach (var (position, artist) in song.Artists.Index())
                {
                    table.Field(song.Id).Field(artist.Id).Field(position).EndRow();
                }
            }
        });
        yield return File(Tables.AlbumArtists, table =>
        {
            foreach (var album in Albums)
            {
                foreach (var (position, artist) in album.Artists.Index())
                {
                    table.Field(album.Id).Field(artist.Id).Field(position).Field(artist.Name).EndRow();
                }
            }
        });
    }

    private (string Key, byte[] Bytes) File(Table table, Action<TableWriter> write)
    {
        using var writer = TableWriter.Create(table, TableFormat.Csv);
        write(writer);
        using var bytes = new MemoryStream();
        writer.Finish().Reread().CopyTo(bytes);
        return (table.Key(Day, PlaylistId), bytes.ToArray());
    }
}
