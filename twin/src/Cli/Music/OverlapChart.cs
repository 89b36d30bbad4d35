using System.Collections.Immutable;
using System.Globalization;
using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class OverlapChart
{
    private const int MaxCount = 12;

    public static MusicSection Section { get; } = new(
        "playlist_overlap",
        "Overlap of playlists",
        [MusicSection.Playlist, "other_playlist", MusicSection.Day, "shared_songs", "share"],
        FiguresOf);

    private static IEnumerable<Figure> FiguresOf(MusicQuery query)
    {
        var days = PlaylistFigures.DaysOf(query.Values);
        if (days.IsEmpty)
        {
            return [];
        }

        var rows = query.Values.Where(row => row.Day(MusicSection.Day) == days[^1]).ToList();
        var all = rows.SelectMany(row => new[] { row.Name(MusicSection.Playlist), row.Name("other_playlist") })
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var names = all.Take(MaxCount).ToImmutableArray();
        var pairs = rows.GroupBy(row => (row.Name(MusicSection.Playlist), row.Name("other_playlist")))
            .ToDictionary(pair => pair.Key, pair => pair.First());
        return
        [
            new Figure(
                "playlist-overlap-matrix",
                "Songs of a row’s playlist that are on the column’s too, in per cent",
                $"{DayScale.Label(days[^1])}, {PlaylistFigures.Count(names.Length, "playlist")}.{PlaylistFigures.Drawn(names.Length, all.Count)}",
                new MatrixChart(
                    names,
                    (row, column) => Find(row, column)?.Number("share"),
                    (row, column) => string.Create(
                        CultureInfo.InvariantCulture, $"{Find(row, column)?.Text("shared_songs")} songs on both")),
                PlaylistFigures.TableOf(
                    "Overlap of playlists", rows, MusicSection.Playlist, "other_playlist", "shared_songs", "share")),
        ];

        // Where the query names a pair once, it stands for both directions.
        MusicRow? Find(int row, int column) => pairs.GetValueOrDefault((names[row], names[column]))
            ?? pairs.GetValueOrDefault((names[column], names[row]));
    }
}
