using System.Collections.Immutable;

namespace Twin.Cli.Music;

internal static class MusicPicture
{
    public static string? Draw(ImmutableArray<MusicQuery> queries)
    {
        var figure = queries
            .Where(query => query.Name == RankCharts.History.Query
                && query.Lacking(RankCharts.History.Columns).IsEmpty)
            .SelectMany(RankCharts.History.Figures)
            .FirstOrDefault();
        return figure?.Chart.ToFile(figure.Id, figure.Title, figure.Description);
    }
}
