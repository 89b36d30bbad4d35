namespace Twin.Tests.Cli.Music;

/// <summary>Made-up results of the queries on artists, momentum, survival, first appearances and recordings.</summary>
internal static class SyntheticQuestions
{
    private const int Songs = 20;

    private static readonly int[] Horizons = [1, 3, 7, 14, 28, 56, 84];

    public static void Add(
        Dictionary<string, List<object?[]>> rows, DateOnly first, int days, int playlists, Func<string, string> name)
    {
        foreach (var number in Enumerable.Range(1, Songs))
        {
            var (song, artist) = (name($"Song {number}"), name($"Artist {number}"));
            foreach (var week in Enumerable.Range(0, (days + 6) / 7))
            {
                rows["artist_weeks"].Add(
                    [$"a{number}", artist, first.AddDays(7 * week), number % 4, week, number, 7 - week, playlists]);
            }

            var gained = number - (Songs / 2);
            rows["momentum"].Add([song, artist, playlists, 50, gained, days > 28 ? -gained : null]);
            foreach (var playlist in Enumerable.Range(1, playlists))
            {
                rows["recordings"].Add(
                    [$"s{number}", song, artist, 3, $"id{playlist}", name($"Playlist {playlist}"), 2, days, number]);
            }

            var (one, next) = ((number % playlists) + 1, ((number + 1) % playlists) + 1);
            rows["first_appearances"].Add(
                [
                    song, artist, $"id{one}", name($"Playlist {one}"), first, $"id{next}", name($"Playlist {next}"),
                    number % 9,
                ]);
        }

        foreach (var playlist in Enumerable.Range(1, playlists))
        {
            foreach (var after in Horizons.Where(after => after <= days))
            {
                rows["song_survival"].Add(
                    [$"id{playlist}", name($"Playlist {playlist}"), after, 40, 30, 0.75, 12.5]);
            }
        }
    }
}
