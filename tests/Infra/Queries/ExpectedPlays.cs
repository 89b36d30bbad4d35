namespace Tests.Infra.Queries;

/// <summary>The rows of the named queries over <c>play_history</c>, computed without SQL.</summary>
/// <param name="zone">The listener's time zone.</param>
/// <param name="countedMs">The milliseconds from which a play counts.</param>
internal sealed class ExpectedPlays(
    ImmutableArray<RecordedPlay> plays,
    ImmutableArray<OwnList> lists,
    TimeZoneInfo zone,
    int countedMs)
{
    private const int Places = 20;

    private readonly ImmutableArray<HeardPlay> _heard =
        HeardPlay.From(plays.Where(play => Counts(play, countedMs)), zone);

    public static IEnumerable<string> Names { get; } =
    [
        "chart_and_plays", "discoveries", "liked_unplayed", "listening_days", "listening_hours", "listening_streaks",
        "played_from", "top_played_albums", "top_played_artists", "top_played_songs", "year_in_review",
    ];

    private IEnumerable<IGrouping<string, HeardPlay>> Recordings =>
        _heard.Where(play => play.Recording is not null).GroupBy(play => play.Recording!);

    public IEnumerable<string> To(string query) => query switch
    {
        "chart_and_plays" => ChartAndPlays(),
        "discoveries" => Discoveries(),
        "liked_unplayed" => LikedUnplayed(),
        "listening_days" => ListeningDays(),
        "listening_hours" => ListeningHours(),
        "listening_streaks" => [.. Streaks(), .. Sessions()],
        "played_from" => PlayedFrom(),
        "top_played_albums" => Top(PlayedThing.Album, play => [play.Album, play.Artist]),
        "top_played_artists" => Top(PlayedThing.Artist, play => [play.Artist]),
        "top_played_songs" => Top(PlayedThing.Song, play => [play.Song, play.Artist]),
        "year_in_review" => YearInReview(),
        _ => throw new ArgumentOutOfRangeException(nameof(query), query, "no such query"),
    };

    private static bool Counts(RecordedPlay play, int countedMs) =>
        play.ListenedMs is not { } listened || listened >= countedMs;

    private IEnumerable<string> ListeningDays() =>
        from play in _heard
        group play by play.Day into day
        orderby day.Key
        select Row.Format(
            day.Key,
            day.Count(),
            Minutes(day),
            day.Select(play => play.Recording).OfType<string>().Distinct().Count(),
            day.Select(PlayedThing.Artist.Key).OfType<string>().Distinct().Count());

    private IEnumerable<string> ListeningHours() =>
        from play in _heard
        group play by (Weekday: play.Day.DayNumber - Monday(play.Day).DayNumber + 1, play.At.Hour) into hour
        orderby hour.Key
        select Row.Format(hour.Key.Weekday, hour.Key.Hour, hour.Count(), Minutes(hour));

    private IEnumerable<string> Top(PlayedThing thing, Func<RecordedPlay, string?[]> names) =>
        from month in _heard.GroupBy(play => Month(play.Day))
        orderby month.Key
        from most in Most(month, thing.Key).Take(Places).Index()
        select Row.Format(
        [
            month.Key, most.Index + 1, Known(most.Item, thing.Id), .. names(most.Item[^1].Play), most.Item.Count,
            Minutes(most.Item),
        ]);

    private IEnumerable<string> Discoveries() =>
        from month in Recordings.GroupBy(song => Month(song.First().Day))
        orderby month.Key
        from song in Most(month.SelectMany(song => song), play => play.Recording).Take(100).Index()
        let played = song.Item
        let back = played.Zip(played.Skip(1))
            .Select(pair => (On: pair.Second.Day, Away: pair.Second.Day.DayNumber - pair.First.Day.DayNumber))
            .LastOrDefault(pause => pause.Away >= 90)
        let wasAway = back.Away > 0
        select Row.Format(
            month.Key, song.Index + 1, played[0].Day, Known(played, play => play.SongId), played[^1].Play.Song,
            played[^1].Play.Artist, played.Count, Minutes(played), played[^1].Day, wasAway ? back.On : null,
            wasAway ? back.Away : null);

    private IEnumerable<string> Streaks()
    {
        var runs = new List<List<HeardPlay>>();
        foreach (var play in _heard)
        {
            if (runs.Count == 0 || play.Day.DayNumber > runs[^1][^1].Day.DayNumber + 1)
            {
                runs.Add([]);
            }

            runs[^1].Add(play);
        }

        return Stretches(
            "days", runs.OrderByDescending(run => run[^1].Day.DayNumber - run[0].Day.DayNumber), play => play.Play.At);
    }

    private IEnumerable<string> Sessions()
    {
        var sessions = new List<List<HeardPlay>>();
        foreach (var play in _heard)
        {
            if (sessions.Count == 0 || play.Began - sessions[^1][^1].Play.At > TimeSpan.FromMinutes(30))
            {
                sessions.Add([]);
            }

            sessions[^1].Add(play);
        }

        return Stretches("session", sessions.OrderBy(_ => 0), play => play.Began);
    }

    private IEnumerable<string> Stretches(
        string what, IOrderedEnumerable<List<HeardPlay>> stretches, Func<HeardPlay, DateTime> began) =>
        from stretch in stretches
            .ThenByDescending(Milliseconds).ThenByDescending(stretch => stretch.Count)
            .ThenBy(stretch => stretch[^1].Play.At)
            .Take(Places).Index()
        select Row.Format(
            what,
            stretch.Index + 1,
            Time(TimeZoneInfo.ConvertTimeFromUtc(stretch.Item.Min(began), zone)),
            Time(stretch.Item[^1].At),
            stretch.Item.Select(play => play.Day).Distinct().Count(),
            stretch.Item.Count,
            Minutes(stretch.Item));

    private IEnumerable<string> PlayedFrom() => (
        from play in plays
        group play by (play.ContextType, play.ContextUri) into context
        let counted = context.Where(play => Counts(play, countedMs)).ToList()
        let ms = counted.Exists(play => play.ListenedMs is not null) ? counted.Sum(play => play.ListenedMs) : null
        orderby counted.Count descending, ms ?? -1 descending, context.Key.ContextUri ?? HeardPlay.Last
        let latest = context.MaxBy(play => play.At)!
        let playlist = lists.LastOrDefault(list => context.Key.ContextUri == $"spotify:playlist:{list.Id}")
        select Row.Format(
            context.Key.ContextType,
            context.Key.ContextUri,
            playlist?.Name ?? context.Key.ContextType switch
            {
                "artist" => latest.Artist,
                "album" or "show" => latest.Album,
                _ => null,
            },
            counted.Count,
            context.Any(play => play.Skipped is not null) ? context.Count(play => play.Skipped == true) : null,
            ms is null ? null : HeardPlay.MinutesOf(ms.Value))).Take(100);

    private IEnumerable<string> LikedUnplayed()
    {
        var keys = _heard.Where(play => play.Recording is not null)
            .SelectMany(play => play.Keys)
            .ToHashSet();
        var liked = DateTimeOffset.Parse(StoredSnapshot.AddedAt, CultureInfo.InvariantCulture);
        return from song in lists.Last(list => list.Id == "liked").Songs
               where !Keys(song).Exists(keys.Contains)
               select Row.Format(
                   DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(liked, zone).DateTime), song.Id, song.Name,
                   song.Artist, song.Album);
    }

    private IEnumerable<string> ChartAndPlays() =>
        from chart in lists.Where(list => list.Id != "liked").GroupBy(list => (list.Id, Week: Monday(list.Day)))
        orderby chart.Key.Id, chart.Key.Week
        let week = Most(_heard.Where(play => Monday(play.Day) == chart.Key.Week), play => play.Recording).ToList()
        let latest = chart.MaxBy(list => list.Day)!
        from song in latest.Songs.Index()
        let keys = Keys(song.Item)
        let played = week.Where(recording => recording.Any(play => play.Keys.Any(keys.Contains))).ToList()
        let all = played.SelectMany(recording => recording).ToList()
        select Row.Format(
            latest.Id, latest.Name, chart.Key.Week, song.Index + 1, song.Item.Id, song.Item.Name, song.Item.Artist,
            all.Count, Minutes(all), played.Count == 0 ? null : week.IndexOf(played[0]) + 1);

    private IEnumerable<string> YearInReview()
    {
        var first = Recordings.Select(song => Month(song.First().Day)).ToList();
        return
            from period in _heard
                .SelectMany(play => (string[])[Month(play.Day)[..4], Month(play.Day)], (play, name) => (name, play))
                .GroupBy(of => of.name, of => of.play)
            orderby period.Key
            from row in Review(
                [.. period], first.Count(month => month.StartsWith(period.Key, StringComparison.Ordinal)))
            select $"{period.Key} | {row}";
    }

    private static IEnumerable<string> Review(List<HeardPlay> plays, int discoveries)
    {
        var isMusic = plays.Exists(play => play.Recording is not null);
        return
        [
            .. Best("album", PlayedThing.Album),
            .. Best("artist", PlayedThing.Artist),
            .. isMusic ? [Row.Format("discoveries", 1, null, null, null, discoveries)] : (string[])[],
            Row.Format(
                "minutes", 1, null, null, null,
                Milliseconds(plays) is var ms and >= 0 ? Math.Round(ms / 60000m) : (decimal?)null),
            Row.Format("plays", 1, null, null, null, plays.Count),
            .. Best("song", PlayedThing.Song),
        ];

        IEnumerable<string> Best(string what, PlayedThing thing) =>
            from most in Most(plays, thing.Key).Take(10).Index()
            let latest = most.Item[^1].Play
            select Row.Format(
                what, most.Index + 1, Known(most.Item, thing.Id), thing.Name(latest), latest.Artist, most.Item.Count);
    }

    // Those with most plays first. Each has its plays in order.
    private static IEnumerable<List<HeardPlay>> Most(
        IEnumerable<HeardPlay> plays, Func<HeardPlay, string?> key) => plays
        .Where(play => key(play) is not null)
        .GroupBy(play => key(play)!)
        .OrderByDescending(same => same.Count())
        .ThenByDescending(Milliseconds)
        .ThenBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => same.ToList());

    private static string? Known(List<HeardPlay> plays, Func<RecordedPlay, string?> id) =>
        plays.Select(play => id(play.Play)).LastOrDefault(known => known is not null);

    // The three by which a song of a playlist is found among plays.
    private static List<string> Keys(OwnSong song) =>
        [song.Id, HeardPlay.Isrc(song.Isrc) ?? "", HeardPlay.Folded(song.Name, song.Artist)];

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    // -1 stands after all others if no length is known.
    private static long Milliseconds(IEnumerable<HeardPlay> plays)
    {
        var known = plays.Select(play => play.Play.ListenedMs).OfType<long>().ToList();
        return known.Count == 0 ? -1 : known.Sum();
    }

    private static double? Minutes(IEnumerable<HeardPlay> plays) =>
        Milliseconds(plays) is var ms and >= 0 ? HeardPlay.MinutesOf(ms) : null;
}
