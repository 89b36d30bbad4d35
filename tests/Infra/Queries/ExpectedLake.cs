namespace Tests.Infra.Queries;

/// <summary>The rows of the analytics tables, computed of some snapshots without SQL and all at once.</summary>
internal sealed class ExpectedLake
{
    public ExpectedLake(IEnumerable<PlayedSnapshot> snapshots)
    {
        Snapshots = [.. snapshots.OrderBy(snapshot => snapshot.Day).ThenBy(snapshot => snapshot.PlaylistId)];
        Rows = [.. Snapshots.GroupBy(snapshot => snapshot.Day).SelectMany(RowsOf)];
        Songs = Latest(Rows.Where(row => row.Song is not null), row => row.Song!.Id, row => row.Song!);
        Albums = Latest(Rows.Where(row => row.Album is not null), row => row.Album!.Id, row => row.Album!);
        Artists = ChartedArtists();
    }

    public ImmutableArray<PlayedSnapshot> Snapshots { get; }

    public ImmutableArray<ChartRow> Rows { get; }

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
                   snapshot.PlaylistId, snapshot.Day, snapshot.Playlist, PlayedSnapshot.Owner, snapshot.SnapshotId,
                   snapshot.TrackCount, snapshot.Entries.Length, Time(snapshot.ExtractedAt)),
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
                   values.Id, values.Name, values.Type, values.Artists[0].Id, values.Artists[0].Name,
                   string.Join(", ", values.Artists.Select(artist => artist.Name)),
                   values.ReleaseDate, values.Precision, values.ReleaseYear, values.TotalTracks, values.Url,
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
    public IReadOnlySet<string> IdsWithLaterDays(IEnumerable<PlayedSnapshot> others) => (
        from snapshot in others
        from song in snapshot.Songs
        where !Songs.TryGetValue(song.Id, out var charted) || charted.Last < snapshot.Day
        from id in (string[])[song.Id, song.Album.Id, .. song.Artists.Select(artist => artist.Id)]
        select id).ToHashSet(StringComparer.Ordinal);

    // Of different values of one day the greatest text counts, and a known value before an unknown one.
    private static IEnumerable<ChartRow> RowsOf(IGrouping<DateOnly, PlayedSnapshot> day)
    {
        var songs = day.SelectMany(snapshot => snapshot.Songs).GroupBy(song => song.Id).ToDictionary(
            same => same.Key,
            same => same.OrderByDescending(song => song.Name, StringComparer.Ordinal)
                .ThenByDescending(song => song.Popularity ?? long.MinValue)
                .First());
        return from snapshot in day
               from entry in snapshot.Entries.Index()
               let song = entry.Item.Song is { } given ? songs[given.Id] : null
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
