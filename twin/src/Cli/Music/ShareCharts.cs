using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class ShareCharts
{
    private const int ArtistsShown = 7;

    public static MusicSection Artists { get; } = new(
        "artist_shares",
        "Artists’ shares",
        [MusicSection.PlaylistId, MusicSection.Playlist, MusicSection.Day, "artist", "entries", "share"],
        query => PlaylistFigures.Create(query, ArtistsOf));

    public static MusicSection Turnover { get; } = new(
        "turnover",
        "Turnover",
        [MusicSection.PlaylistId, MusicSection.Playlist, "week", "turnover"],
        query => SeriesFigures.Create(
            query,
            "Songs exchanged in a week, as a share of the playlist",
            "week",
            "turnover",
            StackedChart.Percent,
            " Each point is at its week’s first day, against the week read before; the last may not be over."));

    public static MusicSection Explicit { get; } = new(
        "explicit_share",
        "Explicit songs",
        [MusicSection.PlaylistId, MusicSection.Playlist, MusicSection.Day, "share"],
        query => SeriesFigures.Create(
            query, "Share of songs that are marked explicit", MusicSection.Day, "share", StackedChart.Percent));

    /// <summary>The first artists' shares of a playlist's ranks over some days; null for a day alone.</summary>
    public static Figure? OfRanks(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var ranks = rows.Where(row => row.Day(MusicSection.Day) is not null)
            .ToLookup(row => row.Day(MusicSection.Day)!.Value);
        return ranks.Count < 2
            ? null
            : CreateFigure(
                id + "-artists",
                playlist,
                "with the most places in the top twenty, as shares of its places. A song counts for its first artist.",
                ranks.SelectMany(day => day.GroupBy(row => row.Name("artist")).Select(artist =>
                    (day.Key, artist.Key, (double)artist.Count() / day.Count()))));
    }

    private static Figure? ArtistsOf(string id, string playlist, IReadOnlyList<MusicRow> rows) => CreateFigure(
        id,
        playlist,
        "with the most tracks, as shares of the playlist’s tracks. A track of several artists counts for each.",
        from row in rows
        where row.Day(MusicSection.Day) is not null && row.Number("share") is >= 0
        select (row.Day(MusicSection.Day)!.Value, row.Name("artist"), row.Number("share")!.Value));

    private static Figure? CreateFigure(
        string id, string playlist, string what, IEnumerable<(DateOnly Day, string Artist, double Share)> all)
    {
        var shares = all.GroupBy(share => (share.Day, share.Artist))
            .ToDictionary(same => same.Key, same => same.Sum(share => share.Share));
        if (shares.Count == 0)
        {
            return null;
        }

        var artists = shares.GroupBy(share => share.Key.Artist)
            .OrderByDescending(artist => artist.Sum(share => share.Value))
            .ThenBy(artist => artist.Key, StringComparer.Ordinal)
            .Select(artist => artist.Key)
            .Take(ArtistsShown)
            .ToImmutableArray();
        ImmutableArray<DateOnly> days = [.. shares.Keys.Select(share => share.Day).Distinct().Order()];
        var columns = days
            .Select(day => new StackedColumn(
                day, [.. artists.Select(artist => shares.GetValueOrDefault((day, artist)))]))
            .ToImmutableArray();
        return new Figure(
            id,
            playlist,
            $"{PlaylistFigures.Span(days)}: the {PlaylistFigures.Count(artists.Length, "artist")} {what}",
            columns.Length == 1
                ? new BarChart(
                    [.. artists.Select((artist, index) => new Bar(artist, "", columns[0].Values[index]))],
                    StackedChart.Percent)
                : new StackedChart(
                    [
                        .. artists.Select((artist, index) => new StackedPart(
                            artist,
                            SeriesStyle.FromIndex(index).Class,
                            index % 2 == 0 ? PartFill.Solid : PartFill.Tint)),
                    ],
                    columns,
                    StackedChart.Percent),
            new DataTable(
                $"Artists’ shares: {playlist}",
                ["day", .. artists],
                [
                    .. columns.Select(column => ImmutableArray.Create<object?>(
                        [
                            DayScale.Label(column.Day),
                            .. column.Values.Select(value => new Marked(StackedChart.Percent(value), "n")),
                        ])),
                ]));
    }
}

internal static class OverlapChart
{
    private const int MaxCount = 12;

    public static MusicSection Section { get; } = new(
        "playlist_overlap",
        "Overlap of playlists",
        [
            MusicSection.PlaylistId, MusicSection.Playlist, "other_playlist_id", "other_playlist", MusicSection.Day,
            "shared_songs", "share",
        ],
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
                $"{DayScale.Label(days[^1])}, {PlaylistFigures.Count(names.Length, "playlist")}."
                    + $"{PlaylistFigures.Drawn(names.Length, all.Count)}",
                new MatrixChart(names, (row, column) => Find(row, column) is { } pair && pair.Number("share") is { } share
                    ? new MatrixCell(share, $"{pair.Text("shared_songs")} songs on both")
                    : null),
                PlaylistFigures.TableOf(
                    "Overlap of playlists", rows, MusicSection.Playlist, "other_playlist", "shared_songs", "share")),
        ];

        // Where the query names a pair once, it stands for both directions.
        MusicRow? Find(int row, int column) => pairs.GetValueOrDefault((names[row], names[column]))
            ?? pairs.GetValueOrDefault((names[column], names[row]));
    }
}
