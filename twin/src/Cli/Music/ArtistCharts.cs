using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class ArtistCharts
{
    private const int ArtistsShown = 10;

    // Of six columns, the texts would not fit on a phone.
    private const int WeeksShown = 5;

    public static MusicSection Weeks { get; } = new(
        "artist_weeks",
        "Artists week by week",
        ["artist_id", "artist", "week", "entries", "exits", "best_rank", "days", "playlists"],
        WeeksOf);

    private static IEnumerable<Figure> WeeksOf(MusicQuery query)
    {
        var rows = query.Values.Where(row => row.Day("week") is not null && row.Whole("days") is >= 0).ToList();
        var weeks = rows.Select(row => row.Day("week")!.Value).Distinct().Order().TakeLast(WeeksShown)
            .ToImmutableArray();
        var artists = rows.GroupBy(row => row.Text("artist_id")).Take(ArtistsShown).ToImmutableArray();
        if (weeks.IsEmpty)
        {
            return [];
        }

        return
        [
            new Figure(
                "artist-weeks-matrix",
                "The artists with most places on all playlists",
                $"{PlaylistFigures.Span(weeks)}, the first days of the weeks. A cell has the best place (#), and how "
                    + "often a song came (+) and left (−). The darker it is, the more days of the week an artist was "
                    + "there.",
                new MatrixChart(
                    [.. artists.Select(artist => artist.Last().Name("artist"))],
                    (artist, week) => Find(artist, week)?.Whole("days") / 7.0,
                    (artist, week) => DetailOf(Find(artist, week)!))
                {
                    Columns = [.. weeks.Select(DayScale.Label)],
                    Text = (artist, week) => TextOf(Find(artist, week)!),
                },
                PlaylistFigures.TableOf(
                    "Artists week by week", rows, "artist", "week", "entries", "exits", "best_rank", "days",
                    "playlists")),
        ];

        MusicRow? Find(int artist, int week) => artists[artist].FirstOrDefault(row => row.Day("week") == weeks[week]);
    }

    private static string TextOf(MusicRow row)
    {
        var changes = new[] { (Sign: "+", Count: row.Whole("entries")), (Sign: "−", Count: row.Whole("exits")) }
            .Where(change => change.Count > 0)
            .Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Sign}{change.Count}"))
            .ToList();
        IEnumerable<string> lines =
        [
            row.Whole("best_rank") is { } rank ? string.Create(CultureInfo.InvariantCulture, $"#{rank}") : "",
            string.Join(" ", changes),
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static string DetailOf(MusicRow row) =>
        $"{PlaylistFigures.Count(row.Whole("days") ?? 0, "day")} on "
        + $"{PlaylistFigures.Count(row.Whole("playlists") ?? 0, "playlist")}";
}
