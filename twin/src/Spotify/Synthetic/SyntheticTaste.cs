using Twin.Spotify.Own;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>The taste of the sandbox's user: each day they hear songs for the first time, of the charts and of their
/// favourite artists' earlier years, play them often and then less, and like some of them. Their charts, likes and
/// plays follow from that, and so agree with each other and with the playlists. All of it follows from the options
/// alone.</summary>
public sealed class SyntheticTaste
{
    private const int DaysBefore = 400;

    /// <summary>The most songs of those that a day brings to the charts that the user hears.</summary>
    private const int HeardOfDay = 3;

    private static readonly ImmutableDictionary<string, int> DaysOfRange =
        OwnMusic.Ranges.Zip([28, 180, 365]).ToImmutableDictionary(pair => pair.First, pair => pair.Second);

    private readonly SyntheticOptions _options;
    private readonly Discography _songs;
    private readonly HashSet<string> _favourites;
    private readonly Lock _lock = new();
    private readonly List<HeardSong> _heard = [];
    private int _nextDay = -DaysBefore;

    public SyntheticTaste(SyntheticOptions options)
    {
        _options = options;
        _songs = Discography.Of(options);
        _favourites = [.. _songs.Favourites.Select(artist => _songs.Artist(artist, 0).Id)];
    }

    private enum RandomKey
    {
        Heard = 300,
    }

    /// <summary>The user's charts and liked songs on <paramref name="day"/>, counted from 0.</summary>
    public OwnMusic Day(int day) => new(
        OwnMusic.Ranges.ToImmutableDictionary(
            range => range,
            IReadOnlyList<ReadOnlyMemory<byte>> (range) => new MadeOnDemand<int>(
                Chart(range, day), song => EntryJson.TrackItself(_songs.Song(song, day), day))),
        new MadeOnDemand<HeardSong>(
            Likes(day), like => EntryJson.Like(_songs.Song(like.Number, day), day, AddedAt(like))));

    /// <summary>The songs of a chart by number, first place first: those that were played most in its range.</summary>
    internal List<int> Chart(string range, int day)
    {
        var days = DaysOfRange[range];
        return
        [
            .. HeardUntil(day)
                .Select(song => (
                    song.Number,
                    Plays: song.PlaysIn(day + 1 - song.Day) - song.PlaysIn(day + 1 - days - song.Day)))
                .Where(song => song.Plays > 0)
                .OrderByDescending(song => song.Plays)
                .ThenBy(song => song.Number)
                .Select(song => song.Number),
        ];
    }

    private List<HeardSong> Likes(int day) =>
    [
        .. HeardUntil(day)
            .Where(song => song.IsLiked && song.LikedDays > day - song.Day)
            .OrderByDescending(song => song.Day)
            .ThenByDescending(song => song.Second)
            .ThenBy(song => song.Number),
    ];

    private List<HeardSong> HeardUntil(int day)
    {
        lock (_lock)
        {
            for (; _nextDay <= day; _nextDay++)
            {
                _heard.Add(Hear(Discography.FirstOfCatalogue + _nextDay + DaysBefore, _nextDay));
                _heard.AddRange(_songs.NewOn(_nextDay).Take(HeardOfDay).Where(Interests).Select(song => Hear(song)));
            }

            return _heard.FindAll(song => song.Day <= day);
        }
    }

    private bool Interests(int song) =>
        IsFavourite(song) || _songs.ChartRun(song).PeakScore > Random(song, 1).Next(1000);

    private HeardSong Hear(int song) =>
        Hear(song, _songs.ChartRun(song).FirstDay + Random(song, 2).Next(Discography.DaysOnCharts / 8));

    private HeardSong Hear(int song, int day)
    {
        var random = Random(song, 0);
        var isFavourite = IsFavourite(song);
        return new HeardSong(
            song,
            day,
            Second: random.Next(24 * 60 * 60),
            MostPlays: 20 + random.Next(80) + (isFavourite ? random.Next(60) : 0),
            FadingDays: 20 + random.Next(100) + (isFavourite ? random.Next(200) : 0),
            LastingPlays: isFavourite && random.OneIn(3) ? 1 + random.Next(8) : 0,
            IsLiked: random.Next(10) < (isFavourite ? 4 : 3),
            LikedDays: random.OneIn(10) ? 10 + random.Next(200) : int.MaxValue);
    }

    private bool IsFavourite(int song) => _songs.Song(song, 0).Artists.Any(artist => _favourites.Contains(artist.Id));

    private string AddedAt(HeardSong song) => _options.FirstDay.AddDays(song.Day)
        .ToDateTime(TimeOnly.MinValue)
        .AddSeconds(song.Second)
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private SeededRandom Random(int song, int part) => new(_options.Seed, (long)RandomKey.Heard, song, part);

    /// <summary>A song from the day on which the user first heard it.</summary>
    /// <param name="MostPlays">The plays of that day; they fade evenly over <paramref name="FadingDays"/>.</param>
    /// <param name="LastingPlays">The plays of each day besides, without end.</param>
    private sealed record HeardSong(
        int Number, int Day, int Second, int MostPlays, int FadingDays, int LastingPlays, bool IsLiked, int LikedDays)
    {
        private const long Precision = 100;

        /// <summary>The plays in the first <paramref name="days"/> days.</summary>
        public long PlaysIn(int days)
        {
            var all = Math.Max(days, 0);
            var fading = Math.Min(all, FadingDays);
            return (Precision * MostPlays * fading * ((2 * FadingDays) - fading) / FadingDays)
                + (Precision * LastingPlays * all);
        }
    }

    /// <summary>A list whose elements are written when they are read: of a chart, only the first pages are.</summary>
    private sealed class MadeOnDemand<T>(IReadOnlyList<T> list, Func<T, ReadOnlyMemory<byte>> make)
        : IReadOnlyList<ReadOnlyMemory<byte>>
    {
        public int Count => list.Count;

        public ReadOnlyMemory<byte> this[int index] => make(list[index]);

        public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => list.Select(make).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
