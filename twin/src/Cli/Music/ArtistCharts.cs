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
                    (artist, week) => artists[artist].Where(row => row.Day("week") == weeks[week]).Select(CellOf)
                        .FirstOrDefault())
                {
                    Columns = [.. weeks.Select(DayScale.Label)],
                },
                PlaylistFigures.TableOf(
                    "Artists week by week", rows, "artist", "week", "entries", "exits", "best_rank", "days",
                    "playlists")),
        ];
    }

    private static MatrixCell CellOf(MusicRow row)
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
        var days = row.Whole("days") ?? 0;
        return new MatrixCell(
            days / 7.0,
            $"{PlaylistFigures.Count(days, "day")} on {PlaylistFigures.Count(row.Whole("playlists") ?? 0, "playlist")}",
            string.Join('\n', lines.Where(line => line.Length > 0)));
    }
}
