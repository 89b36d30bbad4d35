using System.Collections.Immutable;
using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>A section of the music's part: the charts of one named query.</summary>
/// <param name="Query">The named query.</param>
/// <param name="Title">The section's heading.</param>
/// <param name="Columns">The columns that the charts need.</param>
/// <param name="Figures">The charts of a result that has rows and these columns.</param>
internal sealed record MusicSection(
    string Query, string Title, ImmutableArray<string> Columns, Func<MusicQuery, IEnumerable<Figure>> Figures)
{
    /// <summary>The columns that most queries share.</summary>
    public const string Playlist = "playlist";

    /// <summary>The day of a row.</summary>
    public const string Day = "snapshot_date";

    /// <summary>All sections, in the order of the page.</summary>
    public static ImmutableArray<MusicSection> All { get; } =
    [
        RankCharts.History, RankCharts.Movers, RankCharts.Changes, RankCharts.Runs,
        ShareCharts.Artists, ShareCharts.Turnover,
        YearCharts.ReleaseYears, YearCharts.Age, ShareCharts.Explicit,
        OverlapChart.Section,
    ];
}
