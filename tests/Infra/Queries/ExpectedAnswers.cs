namespace Tests.Infra.Queries;

/// <summary>The rows that the named queries must return of some snapshots, computed without SQL.</summary>
internal sealed class ExpectedAnswers(ExpectedLake lake, DateOnly today)
{
    private const int Month = 31;
    private const int Quarter = 92;

    public static IEnumerable<string> Names { get; } =
    [
        "artist_shares", "collaborations", "entries_and_exits", "explicit_share", "longest_runs", "movers",
        "movers_today", "music_age", "peak_positions", "playlist_health", "playlist_overlap", "rank_history",
        "release_years", "songs_on_several_playlists", "top_albums", "top_songs", "top_songs_today", "turnover",
    ];

    public IEnumerable<string> To(string query) => query switch
    {
        "artist_shares" => ArtistShares(),
        "collaborations" => Collaborations(),
        "entries_and_exits" => EntriesAndExits(),
        "explicit_share" => ExplicitShare(),
        "longest_runs" => LongestRuns(),
        "movers" => Movers(Playlists(Month)),
        "movers_today" => Movers(Playlists(2)),
        "music_age" => MusicAge(),
        "peak_positions" => PeakPositions(),
        "playlist_health" => PlaylistHealth(),
        "playlist_overlap" => PlaylistOverlap(),
        "rank_history" => RankHistory(),
        "release_years" => ReleaseYears(),
        "songs_on_several_playlists" => SongsOnSeveralPlaylists(),
        "top_albums" => TopAlbums(),
        "top_songs" => TopSongs(Month),
        "top_songs_today" => TopSongs(2),
        "turnover" => Turnover(),
        _ => throw new ArgumentOutOfRangeException(nameof(query), query, "no such query"),
    };

    private IEnumerable<string> TopSongs(int days) =>
        from snapshot in Latest(days)
            // A track without an id is known by its place alone.
        from row in Tracks([snapshot])
            .DistinctBy(row => row.Entry.Id is "" ? $"{row.Rank}" : row.Entry.Id)
            .Take(50)
        orderby Row.Order(row.Playlist), row.PlaylistId, row.Rank
        select Row.Format(row.PlaylistId, row.Playlist, row.Day, row.Rank, row.Entry.Name, row.Artists);

    private IEnumerable<string> RankHistory() =>
        from row in Tracks(Since(Month))
        where row.Rank <= 20
        orderby Row.Order(row.Playlist), row.PlaylistId, row.Day, row.Rank
        select Row.Format(
            row.PlaylistId, row.Playlist, row.Day, row.Rank, row.Entry.Id, row.Entry.Name, row.First?.Name);

    private IEnumerable<string> Movers(IEnumerable<List<PlayedSnapshot>> playlists) => (
        from playlist in playlists
        where playlist.Count > 1
        let before = Places(playlist[^2])
        from now in Places(playlist[^1])
        where before.ContainsKey(now.Key) && before[now.Key].Rank != now.Value.Rank
        let gained = before[now.Key].Rank - now.Value.Rank
        orderby Math.Abs(gained) descending, Row.Order(now.Value.Playlist), now.Value.PlaylistId, now.Value.Rank
        select Row.Format(
            now.Value.PlaylistId, now.Value.Playlist, now.Value.Day, now.Value.Entry.Name, now.Value.First?.Name,
            before[now.Key].Rank, now.Value.Rank, gained)).Take(100);

    private IEnumerable<string> EntriesAndExits()
    {
        var changes = new List<(PlayedSnapshot On, string Change, ChartRow Row)>();
        foreach (var playlist in Playlists(Month))
        {
            var earlier = new HashSet<string>(Places(playlist[0]).Keys);
            foreach (var (one, next) in playlist.Zip(playlist.Skip(1)))
            {
                var (before, now) = (Places(one), Places(next));
                changes.AddRange(now.Where(song => !before.ContainsKey(song.Key)).Select(song =>
                    (next, earlier.Contains(song.Key) ? "re-entry" : "entry", song.Value)));
                changes.AddRange(before.Where(song => !now.ContainsKey(song.Key)).Select(song =>
                    (next, "exit", song.Value)));
                earlier.UnionWith(now.Keys);
            }
        }

        return from change in changes
               orderby change.On.Day descending, Row.Order(change.On.Playlist), change.On.PlaylistId, change.Change,
                   change.Row.Rank, change.Row.Entry.Id
               select Row.Format(
                   change.On.PlaylistId, change.On.Playlist, change.On.Day, change.Change, change.Row.Entry.Name,
                   change.Row.First?.Name, change.Row.Rank);
    }

    private IEnumerable<string> LongestRuns()
    {
        var runs = new List<List<ChartRow>>();
        foreach (var playlist in Playlists(Quarter))
        {
            var open = new Dictionary<string, List<ChartRow>>();
            foreach (var snapshot in playlist)
            {
                var places = Places(snapshot);
                foreach (var gone in open.Keys.Where(song => !places.ContainsKey(song)).ToList())
                {
                    open.Remove(gone);
                }

                foreach (var (song, row) in places)
                {
                    if (!open.TryGetValue(song, out var run))
                    {
                        runs.Add(run = open[song] = []);
                    }

                    run.Add(row);
                }
            }
        }

        return (
            from run in runs
            let last = run[^1]
            let best = run.Min(row => row.Rank)
            orderby run.Count descending, best, Row.Order(last.Playlist), run[0].Day, last.PlaylistId, last.Entry.Id
            select Row.Format(
                last.PlaylistId, last.Playlist, last.Entry.Name, last.First?.Name, run.Count, run[0].Day, last.Day,
                best))
            .Take(100);
    }

    private IEnumerable<string> PeakPositions() =>
        from places in Playlists(Quarter).SelectMany(playlist => playlist.SelectMany(Places))
            .Where(place => place.Value.Rank <= 20)
            .GroupBy(place => (place.Value.PlaylistId, place.Key), place => place.Value)
        let peak = places.Min(row => row.Rank)
        let days = places.Where(row => row.Rank == peak).OrderBy(row => row.Day).ToList()
        orderby Row.Order(days[^1].Playlist), places.Key.PlaylistId, peak, days[0].Day, places.Key.Key
        select Row.Format(
            places.Key.PlaylistId, days[^1].Playlist, days[^1].Entry.Name, days[^1].First?.Name, peak, days[0].Day,
            days.Count);

    private IEnumerable<string> ArtistShares() =>
        from snapshot in Latest()
        let tracks = Tracks([snapshot]).ToList()
        from share in (
            from row in tracks
            where row.Song is not null
            from artist in row.Song!.Artists
            group artist by artist.Id into same
            let name = lake.Artists[same.Key].Latest.Name
            orderby same.Count() descending, Row.Order(name), same.Key
            select (Artist: name, Entries: same.Count())).Take(20).Index()
        orderby Row.Order(snapshot.Playlist), snapshot.PlaylistId, share.Index
        select Row.Format(
            snapshot.PlaylistId, snapshot.Playlist, snapshot.Day, share.Item.Artist, share.Item.Entries,
            Share(share.Item.Entries, tracks.Count));

    private IEnumerable<string> Collaborations() => (
        from row in Tracks(Since(Month))
        where row.Song is not null && lake.Songs[row.Song.Id].Latest.Artists.Length <= 20
        from one in lake.Songs[row.Song!.Id].Latest.Artists
        from other in lake.Songs[row.Song!.Id].Latest.Artists
        where string.CompareOrdinal(one.Id, other.Id) < 0
        group (row, one, other) by (One: one.Id, Other: other.Id) into pair
        let songs = pair.Select(shared => shared.row.Song!.Id).Distinct().Count()
        let playlists = pair.Select(shared => shared.row.PlaylistId).Distinct().Count()
        let best = pair.Min(shared => shared.row.Rank)
        let name = lake.Artists[pair.Key.One].Latest.Name
        let otherName = lake.Artists[pair.Key.Other].Latest.Name
        orderby songs descending, playlists descending, best, Row.Order(name), Row.Order(otherName),
            pair.Key.One, pair.Key.Other
        select Row.Format(name, otherName, songs, playlists, best)).Take(100);

    private IEnumerable<string> TopAlbums() => (
        from row in Tracks(Latest())
        where row.Album is not null
        group row by row.Album!.Id into album
        let values = lake.Albums[album.Key].Latest
        let playlists = album.Select(row => row.PlaylistId).Distinct().Count()
        let songs = album.Select(row => row.Song!.Id).Distinct().Count()
        let best = album.Min(row => row.Rank)
        orderby songs descending, playlists descending, best, Row.Order(values.Name), album.Key
        select Row.Format(
            values.Name, values.AllArtists, playlists, songs, best)).Take(100);

    private IEnumerable<string> MusicAge() =>
        from snapshot in Since(Month)
        let years = Tracks([snapshot]).Select(row => row.Album?.ReleaseYear).OfType<long>().Order().ToList()
        where years.Count > 0
        let middle = (years[(years.Count - 1) / 2] + years[years.Count / 2]) / 2.0
        orderby Row.Order(snapshot.Playlist), snapshot.PlaylistId, snapshot.Day
        select Row.Format(
            snapshot.PlaylistId, snapshot.Playlist, snapshot.Day, snapshot.Day.Year - middle, years[0], years[^1]);

    private IEnumerable<string> ExplicitShare() =>
        from snapshot in Since(Month)
        let known = Tracks([snapshot]).Select(row => row.Song?.Explicit).Where(text => text is { Length: > 0 }).ToList()
        where known.Count > 0
        let marked = known.Count(text => text == "true")
        orderby Row.Order(snapshot.Playlist), snapshot.PlaylistId, snapshot.Day
        select Row.Format(
            snapshot.PlaylistId, snapshot.Playlist, snapshot.Day, known.Count, marked, Share(marked, known.Count));

    private IEnumerable<string> PlaylistOverlap() => (
        from one in OfLastDay()
        from other in OfLastDay()
        where one != other
        let songs = Places(one).Keys.ToHashSet()
        let shared = songs.Intersect(Places(other).Keys).Count()
        where shared > 0
        orderby Share(shared, songs.Count) descending, shared descending, Row.Order(one.Playlist),
            Row.Order(other.Playlist), one.PlaylistId, other.PlaylistId
        select Row.Format(
            one.PlaylistId, one.Playlist, other.PlaylistId, other.Playlist, one.Day, songs.Count, shared,
            Share(shared, songs.Count)))
        .Take(1000);

    private IEnumerable<string> Turnover() =>
        from playlist in Playlists(Month)
        let weeks = playlist.GroupBy(snapshot => Monday(snapshot.Day)).OrderBy(week => week.Key).ToList()
        from pair in weeks.Zip(weeks.Skip(1))
        let last = pair.Second.MaxBy(snapshot => snapshot.Day)!
        let before = Places(pair.First.MaxBy(snapshot => snapshot.Day)!).Keys.ToHashSet()
        let now = Places(last).Keys.ToHashSet()
        let entries = now.Except(before).Count()
        orderby Row.Order(last.Playlist), last.PlaylistId, pair.Second.Key
        select Row.Format(
            last.PlaylistId, last.Playlist, pair.Second.Key, now.Count, entries, before.Except(now).Count(),
            now.Count == 0 ? null : Share(entries, now.Count), pair.First.Key, pair.Second.Key.AddDays(7) <= today);

    private IEnumerable<string> SongsOnSeveralPlaylists() => (
        from row in Tracks(OfLastDay())
        where row.Entry.Id.Length > 0
        group row by row.Entry.Id into song
        let playlists = song.Select(row => row.PlaylistId).Distinct().Count()
        where playlists > 1
        let best = song.Min(row => row.Rank)
        let name = song.Select(row => row.Entry.Name).MaxBy(Row.Order)
        orderby playlists descending, best, Row.Order(name), song.Key
        select Row.Format(name, song.First().First?.Name, playlists, best, song.First().Day)).Take(100);

    private IEnumerable<string> ReleaseYears() =>
        from row in Tracks(Latest())
        where row.Entry.Id.Length > 0
        group row by (row.Playlist, row.PlaylistId, row.Album?.ReleaseYear) into year
        orderby Row.Order(year.Key.Playlist), year.Key.PlaylistId, year.Key.ReleaseYear ?? long.MinValue descending
        select Row.Format(
            year.Key.PlaylistId,
            year.Key.Playlist,
            year.Key.ReleaseYear,
            year.Select(row => row.Entry.Id).Distinct().Count());

    private IEnumerable<string> PlaylistHealth() =>
        from snapshot in Latest()
        let tracks = Tracks([snapshot]).ToList()
        let ids = tracks.Select(row => row.Entry.Id).Where(id => id.Length > 0).ToList()
        orderby Row.Order(snapshot.Playlist), snapshot.PlaylistId
        select Row.Format(
            snapshot.PlaylistId, snapshot.Playlist, snapshot.Day, snapshot.Entries.Length, tracks.Count,
            Count(snapshot, "episode"), Count(snapshot, "local"), Count(snapshot, "missing"),
            ids.Count - ids.Distinct().Count());

    private static int Count(PlayedSnapshot snapshot, string kind) =>
        snapshot.Entries.Count(entry => entry.Kind == kind);

    public static double Share(int part, int whole) =>
        (double)Math.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public IEnumerable<PlayedSnapshot> Since(int days) =>
        lake.Snapshots.Where(snapshot => snapshot.Day > today.AddDays(-days) && snapshot.Day <= today);

    /// <summary>The snapshots of each playlist, oldest first.</summary>
    public IEnumerable<List<PlayedSnapshot>> Playlists(int days) => Since(days)
        .GroupBy(snapshot => snapshot.PlaylistId)
        .Select(playlist => playlist.OrderBy(snapshot => snapshot.Day).ToList());

    private IEnumerable<PlayedSnapshot> Latest(int days = Month) =>
        Playlists(days).Select(playlist => playlist[^1]);

    private IEnumerable<PlayedSnapshot> OfLastDay()
    {
        var last = Since(Month).Max(snapshot => snapshot.Day);
        return lake.Snapshots.Where(snapshot => snapshot.Day == last);
    }

    public IEnumerable<ChartRow> Tracks(IEnumerable<PlayedSnapshot> snapshots) =>
        snapshots.SelectMany(snapshot => lake.RowsOfSnapshot[snapshot]).Where(row => row.IsTrack);

    public Dictionary<string, ChartRow> Places(PlayedSnapshot snapshot) => Tracks([snapshot])
        .Where(row => row.Entry.Id.Length > 0)
        .GroupBy(row => row.Entry.Id)
        .ToDictionary(song => song.Key, song => song.MinBy(row => row.Rank)!);
}
