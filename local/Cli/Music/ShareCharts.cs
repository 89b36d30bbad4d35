using System.Collections.Immutable;
using Local.Cli.Charts;

namespace Local.Cli.Music;

/// <summary>The charts of shares: of artists, of explicit songs, of songs that are exchanged.</summary>
internal static class ShareCharts
{
    private const int ArtistsShown = 7;

    /// <summary>The artists' shares of each playlist.</summary>
    public static MusicSection Artists { get; } = new(
        "artist_shares",
        "Artists’ shares",
        [MusicSection.Playlist, MusicSection.Day, "artist", "entries", "share"],
        query => PlaylistFigures.Of(query, ArtistsOf));

    /// <summary>The turnover of each playlist by week.</summary>
    public static MusicSection Turnover { get; } = new(
        "turnover",
        "Turnover",
        [MusicSection.Playlist, "week", "turnover"],
        query => SeriesFigures.Of(
            query,
            "Songs exchanged in a week, as a share of the playlist",
            "week",
            "turnover",
            StackedChart.Percent,
            " Each point is at its week’s first day; the last week may not be over."));

    /// <summary>The share of explicit songs.</summary>
    public static MusicSection Explicit { get; } = new(
        "explicit_share",
        "Explicit songs",
        [MusicSection.Playlist, MusicSection.Day, "share"],
        query => SeriesFigures.Of(
            query, "Share of songs that are marked explicit", MusicSection.Day, "share", StackedChart.Percent));

    private static Figure? ArtistsOf(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var days = PlaylistFigures.DaysOf(rows);
        var shares = rows
            .Where(row => row.Day(MusicSection.Day) is not null && row.Number("share") is >= 0)
            .GroupBy(row => (Day: row.Day(MusicSection.Day)!.Value, Artist: row.Name("artist")))
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Number("share")!.Value));
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
        var columns = days
            .Select(day => new StackedColumn(
                day, [.. artists.Select(artist => shares.GetValueOrDefault((day, artist)))]))
            .ToImmutableArray();
        return new Figure(
            id,
            playlist,
            $"{PlaylistFigures.Span(days)}: the {PlaylistFigures.Count(artists.Length, "artist")} with the most songs, as "
            + "shares of the playlist. A song of several artists counts for each of them.",
            columns.Length == 1
                ? new BarChart(
                    [.. artists.Select((artist, index) => new Bar(artist, "", columns[0].Values[index]))],
                    StackedChart.Percent)
                : new StackedChart(
                    [.. artists.Select((artist, index) => new StackedPart(artist, SeriesStyle.Of(index).Class))],
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
