namespace Tests.Infra.Queries;

/// <summary>The rows that the queries on artists, momentum, first appearances, survival and recordings must return,
/// computed without SQL.</summary>
internal sealed class ExpectedQuestions(ExpectedLake lake, ExpectedAnswers answers)
{
    private const int Month = 31;
    private const int Quarter = 92;

    private static readonly ImmutableArray<int> Horizons = [1, 3, 7, 14, 28, 56, 84];

    public static IEnumerable<string> Names { get; } =
        ["artist_weeks", "first_appearances", "momentum", "recordings", "song_survival"];

    public IEnumerable<string> To(string query) => query switch
    {
        "artist_weeks" => ArtistWeeks(),
        "first_appearances" => FirstAppearances(),
        "momentum" => Momentum(),
        "recordings" => Recordings(),
        "song_survival" => SongSurvival(),
        _ => throw new ArgumentOutOfRangeException(nameof(query), query, "no such query"),
    };

    private IEnumerable<string> ArtistWeeks()
    {
        // What is told of a song on a day: its place, that it came, or that it left.
        var told = new List<(DateOnly Day, ChartRow Row, char What)>();
        foreach (var playlist in answers.Playlists(Month))
        {
            foreach (var (index, snapshot) in playlist.Index())
            {
                var now = answers.Places(snapshot);
                var before = index == 0 ? now : answers.Places(playlist[index - 1]);
                told.AddRange(now.Values.Select(row => (snapshot.Day, row, 'p')));
                told.AddRange(now.Where(song => !before.ContainsKey(song.Key)).Select(song =>
                    (snapshot.Day, song.Value, '+')));
                told.AddRange(before.Where(song => !now.ContainsKey(song.Key)).Select(song =>
                    (snapshot.Day, song.Value, '-')));
            }
        }

        return (
            from one in told
            from artist in Values(one.Row.Entry.Id)?.Artists ?? []
            group one by artist.Id into artist
            orderby artist.Count(one => one.What == 'p') descending, artist.Key
            select artist).Take(50).SelectMany(artist =>
                from one in artist
                group one by ExpectedAnswers.Monday(one.Day) into week
                orderby week.Key
                let places = week.Where(one => one.What == 'p').Select(one => one.Row).ToList()
                select Row.Format(
                    artist.Key,
                    lake.Artists[artist.Key].Latest.Name,
                    week.Key,
                    places.Select(row => row.Entry.Id).Distinct().Count(),
                    week.Count(one => one.What == '+'),
                    week.Count(one => one.What == '-'),
                    places.Count == 0 ? null : places.Min(row => row.Rank),
                    places.Select(row => row.Day).Distinct().Count(),
                    places.Select(row => row.PlaylistId).Distinct().Count()));
    }

    private IEnumerable<string> Momentum()
    {
        var last = answers.Since(35).Max(snapshot => snapshot.Day);
        var now = new Dictionary<string, List<ChartRow>>();
        var gained = new Dictionary<(string Song, int Weeks), long>();
        foreach (var playlist in answers.Playlists(35))
        {
            if (In(playlist, 0) is not { } today)
            {
                continue;
            }

            List<(int Weeks, Dictionary<string, ChartRow>? Places)> then = [(1, In(playlist, 1)), (4, In(playlist, 4))];
            then.RemoveAll(before => before.Places is null);
            foreach (var song in today.Keys.Union(then.SelectMany(before => before.Places!.Keys)).ToList())
            {
                var rows = now.TryGetValue(song, out var found) ? found : now[song] = [];
                rows.AddRange(today.Where(row => row.Key == song).Select(row => row.Value));
                foreach (var (weeks, before) in then)
                {
                    gained[(song, weeks)] = gained.GetValueOrDefault((song, weeks)) + Points(today, song)
                        - Points(before!, song);
                }
            }
        }

        return (
            from song in now
            let points = song.Value.Sum(row => 101 - row.Rank)
            let week = Gained(song.Key, 1)
            let month = Gained(song.Key, 4)
            orderby Math.Abs(week ?? 0) descending, Math.Abs(month ?? 0) descending, points descending, song.Key
            select Row.Format(
                song.Key, Values(song.Key)?.Name, ArtistOf(song.Key), song.Value.Count,
                song.Value.Count == 0 ? null : song.Value.Min(row => row.Rank), points, week, month)).Take(100);

        // Null if the playlist was not read that week.
        Dictionary<string, ChartRow>? In(List<PlayedSnapshot> playlist, int weeksAgo) =>
            playlist.LastOrDefault(snapshot => (last.DayNumber - snapshot.Day.DayNumber) / 7 == weeksAgo) is { } found
                ? answers.Places(found).Where(song => song.Value.Rank <= 100).ToDictionary()
                : null;

        static long Points(Dictionary<string, ChartRow> places, string song) =>
            places.TryGetValue(song, out var row) ? 101 - row.Rank : 0;

        long? Gained(string song, int weeks) => gained.TryGetValue((song, weeks), out var points) ? points : null;
    }

    private IEnumerable<string> FirstAppearances() => (
        from playlist in answers.Playlists(Quarter)
        from song in playlist.SelectMany(answers.Places).GroupBy(song => song.Key, song => song.Value)
        let day = song.Min(row => row.Day)
        group (Playlist: playlist[^1], Day: day, IsSeen: day > playlist[0].Day) by song.Key into song
        let all = song.OrderBy(one => one.Day).ThenBy(one => one.Playlist.PlaylistId, StringComparer.Ordinal).ToList()
        where all[0].IsSeen && lake.Songs.ContainsKey(song.Key)
        let next = all.Skip(1).FirstOrDefault(one => one.IsSeen)
        where next.Playlist is not null
        orderby next.Day descending, all[0].Day descending, song.Key
        select Row.Format(
            song.Key, Values(song.Key)?.Name, ArtistOf(song.Key), all[0].Playlist.PlaylistId, all[0].Playlist.Playlist,
            all[0].Day, next.Playlist.PlaylistId, next.Playlist.Playlist, next.Day,
            next.Day.DayNumber - all[0].Day.DayNumber, all.Count)).Take(1000);

    private IEnumerable<string> SongSurvival() =>
        from playlist in answers.Playlists(Quarter)
        let last = playlist[^1]
        from days in Horizons
        let stays = (
            from stay in Stays(playlist)
            where stay.First.Day.AddDays(days) <= last.Day
            select (IsThere: stay.Last >= stay.First.Day.AddDays(days), Age: AgeOf(stay.First))).ToList()
        where stays.Count > 0
        let stayed = stays.Count(stay => stay.IsThere)
        let ages = stays.Select(stay => stay.Age).OfType<int>().Order().ToList()
        orderby Row.Order(last.Playlist), last.PlaylistId, days
        select Row.Format(
            last.PlaylistId, last.Playlist, days, stays.Count, stayed, ExpectedAnswers.Share(stayed, stays.Count),
            ages.Count == 0 ? null : (ages[(ages.Count - 1) / 2] + ages[ages.Count / 2]) / 2.0);

    /// <summary>The stays of songs that came after the first snapshot: the first place and the last day.</summary>
    private IEnumerable<(ChartRow First, DateOnly Last)> Stays(List<PlayedSnapshot> playlist)
    {
        var places = playlist.ConvertAll(answers.Places);
        return
            from index in Enumerable.Range(1, playlist.Count - 1)
            from song in places[index]
            where !places[index - 1].ContainsKey(song.Key)
            let snapshots = places.Skip(index).TakeWhile(now => now.ContainsKey(song.Key)).Count()
            select (song.Value, playlist[index + snapshots - 1].Day);
    }

    private int? AgeOf(ChartRow row) =>
        row.Album is { } album && lake.Albums[album.Id].Latest is { Precision: "day", ReleaseDate.Length: 10 } known
            ? row.Day.DayNumber
                - DateOnly.ParseExact(known.ReleaseDate, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber
            : null;

    private IEnumerable<string> Recordings()
    {
        var recordings =
            from row in answers.Tracks(answers.Since(Month))
            where lake.Songs.ContainsKey(row.Entry.Id)
            group row by RecordingOf(row.Entry.Id) into recording
            let playlists = recording.GroupBy(row => row.PlaylistId)
                .Select(rows => (Rows: rows.ToList(), Days: rows.Select(row => row.Day).Distinct().Count()))
                .ToList()
            orderby playlists.Count descending, playlists.Sum(one => one.Days) descending,
                recording.Min(row => row.Rank), recording.Key
            select (recording, playlists);
        return
            from one in recordings.Take(20)
            let versions = one.recording.Select(row => row.Entry.Id).Distinct()
                .OrderByDescending(song => lake.Songs[song].Last).ThenBy(song => song).ToList()
            from playlist in one.playlists.OrderByDescending(playlist => playlist.Days)
                .ThenBy(playlist => playlist.Rows.Min(row => row.Rank)).ThenBy(playlist => playlist.Rows[0].PlaylistId)
            let last = playlist.Rows.MaxBy(row => row.Day)!
            select Row.Format(
                Values(versions[0])!.Isrc.Length == 0 ? null : one.recording.Key, versions[0],
                Values(versions[0])!.Name, ArtistOf(versions[0]), versions.Count, one.playlists.Count, last.PlaylistId,
                last.Playlist, playlist.Rows.Select(row => row.Entry.Id).Distinct().Count(), playlist.Days,
                playlist.Rows.Min(row => row.Day), last.Day, playlist.Rows.Min(row => row.Rank));
    }

    private string RecordingOf(string song) => Values(song)!.Isrc is { Length: > 0 } isrc
        ? isrc.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()
        : song;

    private PlayedSong? Values(string song) => lake.Songs.GetValueOrDefault(song)?.Latest;

    private string? ArtistOf(string song) => Values(song)?.Artists.FirstOrDefault()?.Name;
}
