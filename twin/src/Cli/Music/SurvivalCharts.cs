using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class SurvivalCharts
{
    private const int PlaylistsShown = 12;
    private const double DaysOfYear = 365.25;

    public static MusicSection Section { get; } = new(
        "song_survival",
        "How long songs stay",
        [MusicSection.PlaylistId, MusicSection.Playlist, "days", "came", "stayed", "share", "median_age_days"],
        query => Survival(query).Concat(Ages(query)));

    private static IEnumerable<Figure> Survival(MusicQuery query)
    {
        var rows = query.Values.Where(row => row.Whole("days") is > 0 && row.Number("share") is not null).ToList();
        var all = PlaylistsOf(rows);
        var shown = all.Take(PlaylistsShown).ToImmutableArray();
        var days = rows.Select(row => row.Whole("days")!.Value).Distinct().Order().ToImmutableArray();
        return shown.IsEmpty
            ? []
            :
            [
                new Figure(
                    "song-survival-matrix",
                    "Songs that were still there after so many days: per cent, and of how many",
                    "Of the songs that came, and that were followed for so many days."
                        + PlaylistFigures.Drawn(shown.Length, all.Count),
                    new MatrixChart(
                        [.. shown.Select(playlist => playlist.Key)],
                        (playlist, column) => shown[playlist].Where(row => row.Whole("days") == days[column])
                            .Select(CellOf).FirstOrDefault())
                    {
                        Columns = [.. days.Select(day => day.ToString(CultureInfo.InvariantCulture))],
                    },
                    PlaylistFigures.TableOf(
                        "How long songs stay", rows, MusicSection.Playlist, "days", "came", "stayed", "share",
                        "median_age_days")),
            ];
    }

    private static MatrixCell CellOf(MusicRow row) => new(
        row.Number("share")!.Value,
        $"{row.Text("stayed")} of {row.Text("came")} songs",
        string.Create(CultureInfo.InvariantCulture, $"{row.Number("share") * 100:0}\nof {row.Text("came")}"));

    private static IEnumerable<Figure> Ages(MusicQuery query)
    {
        // The row of the fewest days has the most songs.
        var rows = PlaylistsOf(query.Values.Where(row => row.Whole("days") is > 0))
            .Select(playlist => playlist.MinBy(row => row.Whole("days"))!)
            .Where(row => row.Number("median_age_days") is not null)
            .Take(PlaylistsShown)
            .ToList();
        return rows.Count == 0
            ? []
            :
            [
                new Figure(
                    "song-survival-ages",
                    "Age of the songs when they came",
                    "The median time since the release, of the songs whose day of release is known",
                    new BarChart(
                        [
                            .. rows.Select(row => new Bar(
                                row.Name(MusicSection.Playlist),
                                $"{row.Text("came")} songs",
                                row.Number("median_age_days")!.Value)),
                        ],
                        Age),
                    PlaylistFigures.TableOf(
                        "Age of the songs when they came", rows, MusicSection.Playlist, "came", "median_age_days")),
            ];
    }

    private static List<IGrouping<string, MusicRow>> PlaylistsOf(IEnumerable<MusicRow> rows) =>
    [
        .. rows.GroupBy(row => row.Name(MusicSection.Playlist))
            .OrderBy(playlist => playlist.Key, StringComparer.Ordinal),
    ];

    private static string Age(double days) => Math.Abs(days) < 2 * DaysOfYear
        ? PlaylistFigures.Count((int)Math.Round(days), "day")
        : string.Create(CultureInfo.InvariantCulture, $"{days / DaysOfYear:0.#} years");
}
