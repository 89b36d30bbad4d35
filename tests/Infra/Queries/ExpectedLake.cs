namespace Tests.Infra.Queries;

/// <summary>The rows of the analytics tables, computed of raw snapshots without SQL and all at once.</summary>
internal sealed class ExpectedLake
{
    public ExpectedLake(IEnumerable<StoredSnapshot> snapshots)
    {
        Snapshots =
        [
            .. snapshots.GroupBy(snapshot => (snapshot.Day, snapshot.PlaylistId))
                .OrderBy(same => same.Key)
                .Select(same => new PlayedSnapshot(same.MaxBy(snapshot => snapshot.Manifest.ExtractedAt)!)),
        ];
        Rows = [.. Snapshots.GroupBy(snapshot => snapshot.Day).SelectMany(RowsOf)];
        RowsOfSnapshot = Rows.ToLookup(row => row.Snapshot);
        Songs = Latest(Rows.Where(row => row.Song is not null), row => row.Song!.Id, row => row.Song!);
        Albums = Latest(Rows.Where(row => row.Album is not null), row => row.Album!.Id, row => row.Album!);
        Artists = ChartedArtists();
    }

    public ImmutableArray<PlayedSnapshot> Snapshots { get; }

    public ImmutableArray<ChartRow> Rows { get; }

    public ILookup<PlayedSnapshot, ChartRow> RowsOfSnapshot { get; }

    public ImmutableSortedDictionary<string, Charted<PlayedSong>> Songs { get; }

    public ImmutableSortedDictionary<string, Charted<PlayedAlbum>> Albums { get; }

    public ImmutableSortedDictionary<string, Charted<PlayedArtist>> Artists { get; }

    public IReadOnlyList<string> Table(string name) => name switch
    {
        "playlist_days" =>
        [
            .. from snapshot in Snapshots
               orderby snapshot.PlaylistId, snapshot.Day
               select Row.Format(
                   snapshot.PlaylistId, snapshot.Day, snapshot.Playlist, snapshot.Manifest.Playlist.OwnerId,
                   snapshot.Manifest.Playlist.SnapshotId, snapshot.Manifest.Playlist.TrackCount,
                   snapshot.Entries.Length, Time(snapshot.Manifest.ExtractedAt)),
        ],
        "chart_entries" =>
        [
            .. from row in Rows
               orderby row.PlaylistId, row.Day, row.Rank
               select Row.Format(
                   row.PlaylistId, row.Day, row.Rank, row.Playlist, row.Entry.Kind, row.Entry.Id, row.Entry.Name,
                   row.Album?.Id, row.Album?.Name, row.First?.Id, row.First?.Name, row.Artists, row.Song?.Explicit,
                   row.Song?.DurationMs, row.Song?.Popularity, row.Album?.ReleaseYear, Time(row.Entry.AddedAt),
                   row.Entry.AddedBy),
        ],
        "charted_songs" =>
        [
            .. from song in Songs.Values
               let values = song.Latest
               select Row.Format(
                   values.Id, values.Name, values.Album.Id, values.Isrc, values.DurationMs, values.Explicit,
                   values.Popularity, values.DiscNumber, values.TrackNumber, values.Url, song.First, song.Last),
        ],
        "charted_albums" =>
        [
            .. from album in Albums.Values
               let values = album.Latest
               select Row.Format(
                   values.Id, values.Name, values.Type, values.Artists.FirstOrDefault()?.Id,
                   values.Artists.FirstOrDefault()?.Name, values.AllArtists, values.ReleaseDate, values.Precision,
                   values.ReleaseYear, values.TotalTracks, values.Url,
                   album.First, album.Last),
        ],
        "song_credits" =>
        [
            .. from song in Songs.Values
               from credit in song.Latest.Artists.Index()
               orderby song.Latest.Id, credit.Item.Id
               select Row.Format(
                   song.Latest.Id, credit.Item.Id, credit.Index, song.Latest.Name, credit.Item.Name, song.First,
                   song.Last),
        ],
        "charted_artists" =>
        [
            .. from artist in Artists.Values
               select Row.Format(artist.Latest.Id, artist.Latest.Name, artist.Latest.Url, artist.First, artist.Last),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such table"),
    };

    /// <summary>The songs, albums and artists that other snapshots have on a later day than these.</summary>
    public IReadOnlySet<string> IdsWithLaterDays(IEnumerable<StoredSnapshot> others) => (
        from row in new ExpectedLake(others).Rows
        where row.Song is { } song && (!Songs.TryGetValue(song.Id, out var charted) || charted.Last < row.Day)
        from id in (string[])[row.Song!.Id, row.Album!.Id, .. row.Song.Artists.Select(artist => artist.Id)]
        select id).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<ChartRow> RowsOf(IGrouping<DateOnly, PlayedSnapshot> snapshots)
    {
        var day = new PlayedDay([.. snapshots]);
        return from snapshot in snapshots
               from entry in snapshot.Entries.Index()
               let song = day.SongOf(entry.Item)
               select new ChartRow(
                   snapshot,
                   entry.Index + 1,
                   entry.Item,
                   song,
                   song?.Album,
                   song?.Artists.FirstOrDefault(),
                   song is null ? null : string.Join(", ", song.Artists.Select(artist => artist.Name)));
    }

    private static ImmutableSortedDictionary<string, Charted<T>> Latest<T>(
        IEnumerable<ChartRow> rows, Func<ChartRow, string> id, Func<ChartRow, T> values) =>
        rows.GroupBy(id).ToImmutableSortedDictionary(
            same => same.Key,
            same => new Charted<T>(
                values(same.MaxBy(row => row.Day)!), same.Min(row => row.Day), same.Max(row => row.Day)),
            StringComparer.Ordinal);

    // Those of the songs, and those whom former entries name first.
    private ImmutableSortedDictionary<string, Charted<PlayedArtist>> ChartedArtists() => Songs.Values
        .SelectMany(song => song.Latest.Artists.Select(artist =>
            new Charted<PlayedArtist>(artist, song.First, song.Last)))
        .Concat(Rows.Where(row => row.First is not null).Select(row =>
            new Charted<PlayedArtist>(row.First!, row.Day, row.Day)))
        .GroupBy(named => named.Latest.Id)
        .ToImmutableSortedDictionary(
            named => named.Key,
            named => new Charted<PlayedArtist>(
                named.MaxBy(one => one.Last)!.Latest,
                named.Min(one => one.First),
                named.Max(one => one.Last)),
            StringComparer.Ordinal);

    private static DateTime? Time(string text) => text.Length == 0
        ? null
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}
