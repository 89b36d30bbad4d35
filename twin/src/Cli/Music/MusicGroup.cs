namespace Twin.Cli.Music;

/// <summary>A part of the report on music.</summary>
/// <param name="Most">The bytes that figures and tables fill at most.</param>
internal sealed record MusicGroup(string Id, string Title, int Most, ImmutableArray<MusicSection> Sections)
{
    /// <summary>The sentence that stands for the sections if no query of theirs has a row; null for none.</summary>
    public string? Empty { get; init; }

    public static MusicGroup Changes { get; } =
        new("changes", "What changed", 130_000, [RankCharts.Movers, RankCharts.Changes]);

    public static ImmutableArray<MusicGroup> All { get; } =
    [
        Changes,
        new(
            "charts",
            "The charts",
            690_000,
            [
                RankCharts.History, SongCharts.Momentum, RankCharts.Runs, SurvivalCharts.Section, ShareCharts.Artists,
                ArtistCharts.Weeks, ShareCharts.Turnover, YearCharts.ReleaseYears, YearCharts.Age,
                ShareCharts.Explicit, OverlapChart.Section, SongCharts.FirstAppearances, SongCharts.Recordings,
            ]),
        new(
            "listening",
            "Listening",
            350_000,
            [
                ListeningCharts.Days, ListeningCharts.Hours, MonthCharts.Artists, MonthCharts.Songs, MonthCharts.Albums,
                MonthCharts.Discoveries, ListeningCharts.Streaks, YearReview.Section,
            ])
        {
            Empty = NoPlays,
        },
    ];

    public const string NoPlays = "There are no plays. Import an export of the account (dotnet dev.cs run --history "
        + "FILE; of a deployed stack dotnet dev.cs import FILE --stack NAME), or let the stack read plays (dotnet dev.cs "
        + "run --plays; of a deployed stack the setting plays).";

    /// <summary>The groups with the sections that are shown; without one that has nothing to say.</summary>
    public static ImmutableArray<MusicGroup> Shown(
        ImmutableArray<MusicQuery> queries, ImmutableArray<MusicSection> sections)
    {
        var filled = queries.Where(query => !query.Rows.IsEmpty).Select(query => query.Name).ToImmutableHashSet();
        return
        [
            .. All.Select(group => group with
                {
                    Sections = group.Empty is null || group.Sections.Any(section => filled.Contains(section.Query))
                        ? [.. group.Sections.Where(sections.Contains)]
                        : [],
                })
                .Where(group => !group.Sections.IsEmpty || (group.Empty is not null && sections.Length > 0)),
        ];
    }
}
