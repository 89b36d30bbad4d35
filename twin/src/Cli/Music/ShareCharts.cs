using System.Collections.Immutable;
using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class ShareCharts
{
    private const int ArtistsShown = 7;

    public static MusicSection Artists { get; } = new(
        "artist_shares",
        "Artists’ shares",
        [MusicSection.Playlist, MusicSection.Day, "artist", "entries", "share"],
        query => PlaylistFigures.Create(query, ArtistsOf));

    public static MusicSection Turnover { get; } = new(
        "turnover",
        "Turnover",
        [MusicSection.Playlist, "week", "turnover"],
        query => SeriesFigures.Create(
            query,
            "Songs exchanged in a week, as a share of the playlist",
            "week",
            "turnover",
            StackedChart.Percent,
            " Each point is at its week’s first day; the last week may not be over."));

    public static MusicSection Explicit { get; } = new(
        "explicit_share",
        "Explicit songs",
        [MusicSection.Playlist, MusicSection.Day, "share"],
        query => SeriesFigures.Create(
            query, "Share of songs that are marked explicit", MusicSection.Day, "share", StackedChart.Percent));

    /// <summary>The first artists' shares of a playlist's ranks over some days; null for a day alone.</summary>
    public static Figure? OfRanks(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var ranks = rows.Where(row => row.Day(MusicSection.Day) is not null).ToLookup(row => row.Day(MusicSection.Day)!.Value);
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
        "with the most songs, as shares of the playlist. A song of several artists counts for each of them.",
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
                            artist, SeriesStyle.FromIndex(index).Class, index % 2 == 0 ? PartFill.Solid : PartFill.Tint)),
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
