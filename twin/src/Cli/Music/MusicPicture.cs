using System.Collections.Immutable;

namespace Twin.Cli.Music;

/// <summary>The chart of the top twenty as an SVG file of its own.</summary>
internal static class MusicPicture
{
    /// <summary>The file's content; null if the named query gives nothing to draw.</summary>
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
