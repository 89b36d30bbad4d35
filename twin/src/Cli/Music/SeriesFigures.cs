using System.Collections.Immutable;
using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class SeriesFigures
{
    /// <summary>The figure; none if no row has a day and a value.</summary>
    /// <param name="note">A sentence on the points, after a space; empty for none.</param>
    public static IEnumerable<Figure> Create(
        MusicQuery query, string title, string day, string value, Func<double, string> format, string note = "")
    {
        var all = query.Values
            .Where(row => row.Day(day) is not null && row.Number(value) is not null)
            .GroupBy(row => row.Name(MusicSection.Playlist))
            .OrderBy(playlist => playlist.Key, StringComparer.Ordinal)
            .Select(playlist => new DaySeries(
                playlist.Key,
                [
                    .. playlist.GroupBy(row => row.Day(day)!.Value).OrderBy(rows => rows.Key)
                        .Select(rows => new DayValue(rows.Key, rows.First().Number(value)!.Value)),
                ]))
            .ToList();
        var shown = all.Take(SeriesStyle.Count).ToImmutableArray();
        if (shown.IsEmpty)
        {
            return [];
        }

        var days = shown.SelectMany(series => series.Points).Select(point => point.Day).Distinct().Order()
            .ToImmutableArray();
        return
        [
            new Figure(
                PlaylistFigures.IdOf(query.Name) + "-lines",
                title,
                $"{PlaylistFigures.Span(days)}, {(days.Length == 1 ? "a mark" : "a line")} for each playlist.{note}{PlaylistFigures.Drawn(shown.Length, all.Count)}",
                new LineChart(shown, format),
                new DataTable(
                    title,
                    ["day", .. shown.Select(series => series.Name)],
                    [
                        .. days.Select(each => ImmutableArray.Create<object?>(
                            [
                                DayScale.Label(each),
                                .. shown.Select(series => series.Points.FirstOrDefault(point => point.Day == each)
                                    is { } point ? (object?)new Marked(format(point.Value), "n") : null),
                            ])),
                    ])),
        ];
    }
}
