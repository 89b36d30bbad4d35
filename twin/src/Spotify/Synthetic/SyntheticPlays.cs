using Twin.Spotify.Own;
using Twin.Spotify.Plays;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>Made-up plays of the sandbox's user: 20 to 60 a day in four sittings, mostly of the first songs of their
/// own chart. They follow from the options alone.</summary>
public sealed class SyntheticPlays(SyntheticOptions options)
{
    private const int Sittings = 4;
    private const int LeastInSitting = 5;
    private const int MostInSitting = 15;
    private const int Favourites = 100;
    private const int OtherSongsOneIn = 6;

    private readonly SyntheticTaste _taste = new(options);
    private readonly Discography _songs = Discography.Of(options);

    private enum RandomKey
    {
        Sitting = 200,
    }

    /// <summary>The last plays up to a time: those of its day, and of some days before.</summary>
    public IEnumerable<SandboxPlay> Until(DateTimeOffset now, int daysBefore = 3)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime).DayNumber - options.FirstDay.DayNumber;
        return Enumerable.Range(day - daysBefore, daysBefore + 1).SelectMany(OfDay).Where(play => play.EndedAt <= now);
    }

    private IEnumerable<SandboxPlay> OfDay(int day)
    {
        var chart = _taste.Chart(OwnMusic.Ranges[0], day).Take(Favourites).ToList();
        var others = _songs.Candidates(Math.Max(day, 0)).ToList();
        return Enumerable.Range(0, Sittings).SelectMany(sitting => OfSitting(day, sitting, chart, others));
    }

    private List<SandboxPlay> OfSitting(int day, int sitting, List<int> chart, List<int> others)
    {
        var random = new SeededRandom(options.Seed, (long)RandomKey.Sitting, day, sitting);
        // A sitting of the longest songs ends within six hours, and the last one of a day in the night.
        var end = new DateTimeOffset(options.FirstDay.AddDays(day), TimeOnly.MinValue, TimeSpan.Zero)
            .AddHours(24 / Sittings * sitting)
            .AddMinutes(random.Next(4 * 60))
            .AddMilliseconds(random.Next(60_000));
        var context = random.Next(3);
        List<SandboxPlay> plays = [];
        for (var left = LeastInSitting + random.Next(MostInSitting - LeastInSitting + 1); left > 0; left--)
        {
            // The first songs are chosen more often.
            var from = random.OneIn(OtherSongsOneIn) ? others : chart;
            var song = _songs.Song(from[random.Next(1 + random.Next(from.Count))], day);
            end = end.AddMilliseconds(song.DurationMs);
            plays.Add(new SandboxPlay(end, EntryJson.Play(
                song,
                Math.Max(day, 0),
                end.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                context switch
                {
                    0 => null,
                    1 => ("album", song.Album.Id),
                    _ => ("playlist", SyntheticPlaylists.IdOf(options, sitting % options.Playlists)),
                })));
        }

        return plays;
    }
}
