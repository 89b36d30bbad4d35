using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class SongCharts
{
    private const int RecordingsShown = 12;
    private const int ColumnsShown = 8;
    private const int PlaylistsShown = 12;

    public static MusicSection Momentum { get; } = new(
        "momentum",
        "Momentum",
        ["song", "artist", "playlists", "points", "gained_7_days", "gained_28_days"],
        query => MomentumOf(query, 7).Concat(MomentumOf(query, 28)));

    public static MusicSection FirstAppearances { get; } = new(
        "first_appearances",
        "Where songs appear first, and where next",
        [
            "song", "artist", MusicSection.PlaylistId, MusicSection.Playlist, "first_day", "next_playlist_id",
            "next_playlist", "days",
        ],
        FirstAppearancesOf);

    public static MusicSection Recordings { get; } = new(
        "recordings",
        "Recordings on all playlists",
        [
            "song_id", "song", "artist", "versions", MusicSection.PlaylistId, MusicSection.Playlist, "versions_here",
            "days", "best_rank",
        ],
        RecordingsOf);

    private static IEnumerable<Figure> MomentumOf(MusicQuery query, int days)
    {
        var column = string.Create(CultureInfo.InvariantCulture, $"gained_{days}_days");
        var all = GainChart.Order(query.Values, column);
        return all.IsEmpty
            ? []
            :
            [
                new Figure(
                    string.Create(CultureInfo.InvariantCulture, $"momentum-{days}"),
                    string.Create(CultureInfo.InvariantCulture, $"Points gained and lost in {days} days"),
                    "Of all playlists that were read then too: place 1 counts 100 points, place 100 one, and those "
                        + "below none",
                    GainChart.Create(all, column, row => $"{row.Text("points")} points now, on "
                        + PlaylistFigures.Count(row.Whole("playlists") ?? 0, "playlist")),
                    PlaylistFigures.TableOf("Momentum", all, "song", "artist", "playlists", "points", column)),
            ];
    }

    private static IEnumerable<Figure> FirstAppearancesOf(MusicQuery query)
    {
        var rows = query.Values.Where(row => row.Whole("days") is >= 0).ToList();
        var all = rows.SelectMany(row => new[] { row.Name(MusicSection.Playlist), row.Name("next_playlist") })
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var names = all.Take(PlaylistsShown).ToImmutableArray();
        var pairs = rows.GroupBy(row => (row.Name(MusicSection.Playlist), row.Name("next_playlist")))
            .ToDictionary(pair => pair.Key, pair => pair.Select(row => row.Whole("days")!.Value).Order().ToList());
        return rows.Count == 0
            ? []
            :
            [
                new Figure(
                    "first-appearances-matrix",
                    "Songs that appeared first on a row’s playlist, and next on the column’s",
                    $"{PlaylistFigures.Count(rows.Count, "song")}. A cell has their number, and after how many days "
                        + $"half of them came.{PlaylistFigures.Drawn(names.Length, all.Count)}",
                    new MatrixChart(
                        names, (first, next) => CellOf(pairs.GetValueOrDefault((names[first], names[next])))),
                    PlaylistFigures.TableOf(
                        "Where songs appear first, and where next", rows, "song", "artist", MusicSection.Playlist,
                        "first_day", "next_playlist", "days")),
            ];

        MatrixCell? CellOf(List<int>? days) => days is null ? null : new(
            days.Count / (double)pairs.Values.Max(pair => pair.Count),
            $"{PlaylistFigures.Count(days.Count, "song")}, half of them within "
                + PlaylistFigures.Count(days[(days.Count - 1) / 2], "day"),
            string.Create(CultureInfo.InvariantCulture, $"{days.Count}\n{days[(days.Count - 1) / 2]} d"));
    }

    private static IEnumerable<Figure> RecordingsOf(MusicQuery query)
    {
        var rows = query.Values.Where(row => row.Whole("days") > 0).ToList();
        var recordings = rows.GroupBy(row => row.Text("song_id")).Take(RecordingsShown).ToImmutableArray();
        var all = recordings.SelectMany(recording => recording).GroupBy(row => row.Name(MusicSection.Playlist))
            .OrderByDescending(playlist => playlist.Count()).ThenBy(playlist => playlist.Key, StringComparer.Ordinal)
            .Select(playlist => playlist.Key)
            .ToList();
        var playlists = all.Take(ColumnsShown).ToImmutableArray();
        var numbered = playlists.Select((playlist, index) => string.Create(
            CultureInfo.InvariantCulture, $"{index + 1} {TextWidth.Cut(playlist, 240, Canvas.FontSize)}"));
        return rows.Count == 0
            ? []
            :
            [
                new Figure(
                    "recordings-matrix",
                    "The recordings with most playlists: days on each playlist, and best place (#)",
                    $"Versions and relinked copies with the same ISRC are one recording. {string.Join(", ", numbered)}"
                        + (playlists.Length == all.Count ? "" : string.Create(
                            CultureInfo.InvariantCulture, $", and {all.Count - playlists.Length} more")),
                    new MatrixChart(
                        [.. recordings.Select(recording => recording.First().Name("song"))],
                        (recording, playlist) => recordings[recording]
                            .Where(row => row.Name(MusicSection.Playlist) == playlists[playlist])
                            .Select(CellOf).FirstOrDefault())
                    {
                        Columns =
                        [
                            .. playlists.Select((_, index) => (index + 1).ToString(CultureInfo.InvariantCulture)),
                        ],
                    },
                    PlaylistFigures.TableOf(
                        "Recordings on all playlists", rows, "song", "artist", "versions", MusicSection.Playlist,
                        "versions_here", "days", "best_rank")),
            ];

        static MatrixCell CellOf(MusicRow row) => new(
            row.Whole("days")!.Value / 31.0,
            $"{row.Name("artist")}: {row.Name(MusicSection.Playlist)}, "
                + PlaylistFigures.Count(row.Whole("versions_here") ?? 0, "version"),
            $"{row.Text("days")} d\n#{row.Text("best_rank")}");
    }
}
