namespace Tests.Infra.Queries;

/// <summary>The rows that <c>play_history</c> and the named queries over it must have, computed without SQL.</summary>
internal sealed class ExpectedPlays(ImmutableArray<RecordedPlay> plays)
{
    private const int Places = 20;

    public static IEnumerable<string> Names { get; } = ["listening_days", "top_played_songs"];

    public IEnumerable<string> Rows => plays
        .OrderBy(play => play.At)
        .ThenBy(play => play.MsPlayed ?? long.MaxValue)
        .ThenBy(play => play.SongId ?? Last, StringComparer.Ordinal)
        .ThenBy(play => play.Song ?? Last, StringComparer.Ordinal)
        .ThenBy(play => play.Artist ?? Last, StringComparer.Ordinal)
        .ThenBy(play => play.Album ?? Last, StringComparer.Ordinal)
        .Select(play => play.Row);

    // An unknown value stands after all others.
    private const string Last = "\uFFFF";

    public IEnumerable<string> To(string query) => query == "listening_days" ? ListeningDays() : TopPlayedSongs();

    private IEnumerable<string> ListeningDays() =>
        from play in plays
        group play by DateOnly.FromDateTime(play.At) into day
        orderby day.Key
        let songs = day.Where(play => play.IsSong).ToList()
        select Row.Format(
            day.Key,
            day.Count(),
            Minutes(day),
            songs.Select(Identity).Distinct().Count(),
            songs.Select(play => play.Artist).OfType<string>().Distinct().Count());

    private IEnumerable<string> TopPlayedSongs() =>
        from month in plays.Where(play => play.IsSong).GroupBy(play => play.Month.ToString())
        orderby month.Key
        let songs = month
            .GroupBy(Identity)
            .Select(song => (
                song.Key.Id,
                Name: song.Max(play => play.Song),
                Artist: song.Max(play => play.Artist),
                Plays: song.Count(),
                Ms: song.Sum(play => play.ListenedMs),
                Minutes: Minutes(song)))
            .OrderByDescending(song => song.Plays).ThenByDescending(song => song.Ms)
            .ThenBy(song => song.Name ?? Last, StringComparer.Ordinal)
            .ThenBy(song => song.Artist ?? Last, StringComparer.Ordinal)
            .ThenBy(song => song.Id ?? Last, StringComparer.Ordinal)
        from song in songs.Take(Places).Index()
        select Row.Format(
            month.Key, song.Index + 1, song.Item.Id, song.Item.Name, song.Item.Artist, song.Item.Plays,
            song.Item.Minutes);

    // Only a song without an id is known by its names.
    private static (string? Id, string? Song, string? Artist) Identity(RecordedPlay play) =>
        play.SongId is { } id ? (id, null, null) : (null, play.Song, play.Artist);

    private static double? Minutes(IEnumerable<RecordedPlay> plays)
    {
        var known = plays.Select(play => play.ListenedMs).OfType<long>().ToList();
        return known.Count == 0
            ? null
            : (double)Math.Round(known.Sum() / 60000m, 1, MidpointRounding.AwayFromZero);
    }
}
