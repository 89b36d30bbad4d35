using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class RankCharts
{
    private const int Ranks = 20;
    private const int LinesShown = 60;
    private const int RunsShown = 12;

    /// <summary>The ranks of each day, and whose songs have them.</summary>
    public static MusicSection History { get; } = new(
        "rank_history",
        "The top twenty",
        [MusicSection.PlaylistId, MusicSection.Playlist, MusicSection.Day, "rank", "song_id", "song", "artist"],
        query => PlaylistFigures.Create(query, HistoryOf).Concat(PlaylistFigures.Create(query, ShareCharts.OfRanks)));

    public static MusicSection Movers { get; } = new(
        "movers",
        "Movers",
        [
            MusicSection.PlaylistId, MusicSection.Playlist, MusicSection.Day, "song", "artist", "rank_before", "rank",
            "places_gained",
        ],
        query => PlaylistFigures.Create(query, MoversOf));

    public static MusicSection Changes { get; } = new(
        "entries_and_exits",
        "Entries and exits",
        [MusicSection.PlaylistId, MusicSection.Playlist, MusicSection.Day, "change", "song", "artist", "rank"],
        query => PlaylistFigures.Create(query, ChangesOf));

    public static MusicSection Runs { get; } = new(
        "longest_runs",
        "Longest runs",
        [
            MusicSection.PlaylistId, MusicSection.Playlist, "song", "artist", "days", "first_day", "last_day",
            "best_rank",
        ],
        query => PlaylistFigures.Create(query, RunsOf));

    private static Figure? HistoryOf(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var days = PlaylistFigures.DaysOf(rows);
        var lines = rows
            .GroupBy(row => row.Text("song_id") is { Length: > 0 } song ? song : row.Name("song"))
            .Select(song => new BumpLine(
                song.Last().Name("song"),
                song.Last().Name("artist"),
                [
                    .. from row in song
                       where row.Day(MusicSection.Day) is not null && row.Whole("rank") is >= 1 and <= Ranks
                       select new BumpPoint(row.Day(MusicSection.Day)!.Value, row.Whole("rank")!.Value),
                ]))
            .Where(line => !line.Points.IsEmpty)
            .OrderBy(line => line.Points.Where(point => point.Day == days[^1]).Select(point => point.Rank)
                .DefaultIfEmpty(int.MaxValue).Min())
            .ThenBy(line => line.Points.Min(point => point.Rank))
            .ToImmutableArray();
        if (lines.IsEmpty)
        {
            return null;
        }

        var shown = lines.Take(LinesShown).ToImmutableArray();
        var chart = new BumpChart(days, shown.SelectMany(line => line.Points).Max(point => point.Rank), shown);
        var ended = lines.Count(line => line.Points.All(point => point.Day != days[^1]));
        var back = lines.Count(line => chart.RunsOf(line).Length > 1);
        return new Figure(
            id,
            playlist,
            $"{PlaylistFigures.Span(days)}: {PlaylistFigures.Count(lines.Length, "song")}"
            + (days.Length == 1 ? ". At the top: " : $", {ended} left, {back} came back. On the last day at the top: ")
            + TextWidth.Cut(lines[0].Name, 360, Canvas.FontSize)
            + (lines.Length == shown.Length ? "" : string.Create(
                CultureInfo.InvariantCulture, $". The first {LinesShown} songs are drawn.")),
            chart,
            new DataTable(
                $"Ranks by day: {playlist}",
                ["song", "artist", .. days.Select(DayScale.Label)],
                [
                    .. lines.Select(line => ImmutableArray.Create<object?>(
                        [line.Name, line.Detail, .. days.Select(day => (object?)chart.RankOn(line, day))])),
                ]));
    }

    private static Figure? MoversOf(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var days = PlaylistFigures.DaysOf(rows);
        var last = GainChart.Order(rows.Where(row => row.Day(MusicSection.Day) == days[^1]), "places_gained");
        return last.IsEmpty
            ? null
            : new Figure(
                id,
                playlist,
                $"Places gained and lost on {DayScale.Label(days[^1])} against the day before",
                GainChart.Create(last, "places_gained", row => $"{row.Text("rank_before")} → {row.Text("rank")}"),
                PlaylistFigures.TableOf($"Movers: {playlist}", rows, "song", "artist", "rank_before", "rank",
                    "places_gained"));
    }

    private static Figure? ChangesOf(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var days = PlaylistFigures.DaysOf(rows);
        ImmutableArray<(string Change, StackedPart Part)> kinds =
        [
            ("entry", new StackedPart("new", "s2")),
            ("re-entry", new StackedPart("back again", "s0", PartFill.Tint)),
            ("exit", new StackedPart("gone", "s1", PartFill.Hollow)),
        ];
        var columns = Enumerable.Range(0, days[^1].DayNumber - days[0].DayNumber + 1)
            .Select(offset => days[0].AddDays(offset))
            .Select(day => new StackedColumn(day,
            [
                .. kinds.Select(kind => (double)rows.Count(row =>
                    row.Day(MusicSection.Day) == day && row.Text("change") == kind.Change)),
            ]))
            .ToImmutableArray();
        var sums = kinds.Select((kind, index) =>
            $"{columns.Sum(column => column.Values[index]).ToString(CultureInfo.InvariantCulture)} {kind.Part.Name}");
        return new Figure(
            id,
            playlist,
            $"{PlaylistFigures.Span(days)}: {string.Join(", ", sums)}",
            new StackedChart(
                [.. kinds.Select(kind => kind.Part)], columns, MarkupWriter.Number)
            {
                IsCount = true,
            },
            PlaylistFigures.TableOf(
                $"Entries and exits: {playlist}",
                [.. rows.OrderByDescending(row => row.Day(MusicSection.Day))],
                MusicSection.Day, "change", "song", "artist", "rank"));
    }

    private static Figure? RunsOf(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var all = rows.Where(row => row.Whole("days") > 0).OrderByDescending(row => row.Whole("days")).ToList();
        var longest = all.Take(RunsShown).ToList();
        return longest.Count == 0
            ? null
            : new Figure(
                id,
                playlist,
                "Days on the playlist without an interruption"
                + (all.Count > RunsShown
                    ? string.Create(
                        CultureInfo.InvariantCulture, $": the first {RunsShown} of {all.Count} in the result")
                    : ""),
                new BarChart(
                    [
                        .. longest.Select(row => new Bar(
                            row.Name("song"),
                            $"{row.Name("artist")}: {row.Text("first_day")} to {row.Text("last_day")}, best rank "
                            + row.Text("best_rank"),
                            row.Whole("days")!.Value)),
                    ],
                    days => PlaylistFigures.Count((int)days, "day")),
                PlaylistFigures.TableOf(
                    $"Longest runs: {playlist}", rows, "song", "artist", "days", "first_day", "last_day", "best_rank"));
    }
}

internal static class MusicPicture
{
    public static Figure? Find(ImmutableArray<MusicQuery> queries) => queries
        .Where(query => query.Name == RankCharts.History.Query
            && query.Lacking(RankCharts.History.Columns).IsEmpty)
        .Select(new PlaylistLabels(queries).Apply)
        .SelectMany(RankCharts.History.Figures)
        .FirstOrDefault();
}
