using System.Collections.Immutable;
using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal sealed record MusicSection(
    string Query, string Title, ImmutableArray<string> Columns, Func<MusicQuery, IEnumerable<Figure>> Figures)
{
    /// <summary>The columns that most queries share.</summary>
    public const string Playlist = "playlist";

    public const string Day = "snapshot_date";

    public static ImmutableArray<MusicSection> All { get; } =
    [
        RankCharts.History, RankCharts.Movers, RankCharts.Changes, RankCharts.Runs,
        ShareCharts.Artists, ShareCharts.Turnover,
        YearCharts.ReleaseYears, YearCharts.Age, ShareCharts.Explicit,
        OverlapChart.Section,
    ];
}
