using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>The common parts of the figures of queries with a column <c>playlist</c>.</summary>
internal static class PlaylistFigures
{
    /// <summary>The most playlists that have a figure of their own in a section.</summary>
    public const int MaxCount = 4;

    private const int MaxRows = 60;

    /// <summary>A figure for each playlist: the first ones by name.</summary>
    public static IEnumerable<Figure> Create(
        MusicQuery query, Func<string, string, IReadOnlyList<MusicRow>, Figure?> figure) => query.Values
        .GroupBy(row => row.Name(MusicSection.Playlist))
        .OrderBy(playlist => playlist.Key, StringComparer.Ordinal)
        .Where(playlist => !query.Columns.Contains(MusicSection.Day)
            || playlist.Any(row => row.Day(MusicSection.Day) is not null))
        .Select((playlist, index) => figure(
            string.Create(CultureInfo.InvariantCulture, $"{IdOf(query.Name)}-{index + 1}"),
            playlist.Key,
            [.. playlist]))
        .OfType<Figure>()
        .Take(MaxCount);

    public static int LeftOut(MusicQuery query) => Math.Max(
        0, query.Values.Select(row => row.Name(MusicSection.Playlist)).Distinct().Count() - MaxCount);

    /// <summary>Says, after a space, that not all playlists are drawn; empty if they are.</summary>
    public static string Drawn(int shown, int all) => shown == all
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" The first {shown} of {all} playlists by name are drawn.");

    public static string IdOf(string query) => query.Replace('_', '-');

    public static ImmutableArray<DateOnly> DaysOf(IEnumerable<MusicRow> rows) =>
        [.. rows.Select(row => row.Day(MusicSection.Day)).OfType<DateOnly>().Distinct().Order()];

    public static string Span(ImmutableArray<DateOnly> days) => days[0] == days[^1]
        ? DayScale.Label(days[0])
        : $"{DayScale.Label(days[0])} to {DayScale.Label(days[^1])}";

    public static string Count(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");

    public static DataTable TableOf(string name, IReadOnlyList<MusicRow> rows, params ImmutableArray<string> columns) =>
        new(name, columns, CellsOf([.. rows.Take(MaxRows)], columns))
        {
            Of = rows.Count,
            Elsewhere = "The query returns all of them.",
        };

    /// <summary>Numbers are aligned only in columns that have nothing else: a song may be called "87".</summary>
    public static ImmutableArray<ImmutableArray<object?>> CellsOf(
        IReadOnlyCollection<MusicRow> rows, ImmutableArray<string> columns)
    {
        var numbers = columns
            .Where(column => rows.Select(row => row.Value(column)).OfType<string>().All(IsNumber))
            .ToImmutableHashSet();
        return
        [
            .. rows.Select(row => columns
                .Select(column => row.Value(column) is { } text
                    ? numbers.Contains(column) ? (object)new Marked(text, "n") : text
                    : null)
                .ToImmutableArray()),
        ];
    }

    private static bool IsNumber(string text) => text.Length is > 0 and < 20 && text.All(letter =>
        char.IsAsciiDigit(letter) || letter is '.' or '-') && char.IsAsciiDigit(text[^1])
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}

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
                $"{PlaylistFigures.Span(days)}, {(days.Length == 1 ? "a mark" : "a line")} for each playlist."
                    + $"{note}{PlaylistFigures.Drawn(shown.Length, all.Count)}",
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
