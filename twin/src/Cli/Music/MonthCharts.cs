using System.Text.RegularExpressions;
using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>The figures of what was played most, month by month.</summary>
internal static partial class MonthCharts
{
    private const int MonthsShown = 12;
    private const int Ranks = 10;

    public static MusicSection Artists { get; } = CreateSection("artist", "Artists by month");
    public static MusicSection Songs { get; } = CreateSection("song", "Songs by month");
    public static MusicSection Albums { get; } = CreateSection("album", "Albums by month");

    public static MusicSection Discoveries { get; } = new(
        "discoveries",
        "Discoveries",
        ["month", "first_day", "song", "artist", "plays", "last_day", "back_on", "days_away"],
        DiscoveriesOf);

    private static MusicSection CreateSection(string what, string title) => new(
        $"top_played_{what}s", title, ColumnsOf(what), query => RanksOf(query, what));

    private static ImmutableArray<string> ColumnsOf(string what) =>
        [.. ((string[])["month", "place", what, "artist", "plays", "minutes"]).Distinct()];

    private static IEnumerable<Figure> RanksOf(MusicQuery query, string what)
    {
        var rows = query.Values.Where(row => row.Month("month") is not null && row.Whole("place") > 0).ToList();
        var months = rows.Select(row => row.Month("month")!.Value).Distinct().Order().TakeLast(MonthsShown)
            .ToImmutableArray();
        var lines = rows
            .Where(row => row.Month("month") >= months[0] && row.Whole("place") <= Ranks)
            .GroupBy(row => (Month: row.Month("month"), Name: NameOf(row)))
            .SelectMany(month => month.Index().Select(row => (month.Key.Name, row.Index, row.Item)))
            .GroupBy(row => (row.Name, row.Index), row => row.Item)
            .Select(same => new BumpLine(
                same.Last().Name(what),
                what == "artist" ? "" : same.Last().Name("artist"),
                [
                    .. same.Select(row => new BumpPoint(row.Month("month")!.Value, row.Whole("place")!.Value)),
                ]))
            .ToImmutableArray();
        if (lines.IsEmpty)
        {
            return [];
        }

        var first = rows.Where(row => row.Month("month") == months[^1]).MinBy(row => row.Whole("place"))!;
        return
        [
            new Figure(
                PlaylistFigures.IdOf(query.Name) + "-ranks",
                "The first ten of each month, by plays",
                $"In {ListeningCharts.MonthText(months[^1])} first, with "
                    + $"{PlaylistFigures.Count(first.Whole("plays") ?? 0, "play")}: "
                    + TextWidth.Cut(first.Name(what), 360, Canvas.FontSize),
                new BumpChart(months, Math.Min(Ranks, lines.Max(line => line.Points.Max(point => point.Rank))), lines)
                {
                    IsMonthly = true,
                },
                PlaylistFigures.TableOf(
                    $"{what}s by month",
                    [.. rows.OrderByDescending(row => row.Month("month")).ThenBy(row => row.Whole("place"))],
                    ColumnsOf(what))),
        ];

        // Not by id: an export has none, and that of the latest play may be another edition's.
        (string, string) NameOf(MusicRow row) => (
            Folded(what == "song" ? Supplement().Replace(row.Text(what), "") : row.Text(what)),
            Folded(row.Text("artist")));

        static string Folded(string name) => name.Trim().ToUpperInvariant();
    }

    // As the named queries tell recordings apart that have no ISRC.
    [GeneratedRegex(
        @"\s*[(\[](feat\.|ft\.|featuring |with )[^)\]]*[)\]]|\s*[(\[][^)\]]*remaster[^)\]]*[)\]]|\s+-\s[^-]*remaster.*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    internal static partial Regex Supplement();

    private static IEnumerable<Figure> DiscoveriesOf(MusicQuery query)
    {
        var rows = query.Values.Where(row => row.Month("month") is not null).ToList();
        var since = rows.Max(row => row.Month("month"))?.AddMonths(1 - MonthsShown);
        return new[]
        {
            FigureOf(
                "first",
                "New in twelve months, and played most since",
                rows.Where(row => row.Month("month") >= since),
                "plays",
                row => $"first on {row.Text("first_day")}",
                plays => PlaylistFigures.Count((int)plays, "play")),
            FigureOf(
                "back",
                "Back in twelve months, after the longest time away",
                rows.Where(row => row.Day("back_on") >= since),
                "days_away",
                row => $"back on {row.Text("back_on")}",
                days => PlaylistFigures.Count((int)days, "day")),
        }.OfType<Figure>();
    }

    private static Figure? FigureOf(
        string id, string title, IEnumerable<MusicRow> rows, string value, Func<MusicRow, string> detail,
        Func<double, string> format)
    {
        var all = rows.Where(row => row.Number(value) is > 0).OrderByDescending(row => row.Number(value)).ToList();
        return all.Count == 0
            ? null
            : new Figure(
                $"discoveries-{id}",
                title,
                (all.Count > Ranks ? "The first of " : "") + PlaylistFigures.Count(all.Count, "song"),
                new BarChart(
                    [
                        .. all.Take(Ranks).Select(row => new Bar(
                            $"{row.Name("song")} · {row.Name("artist")}", detail(row), row.Number(value)!.Value)),
                    ],
                    format),
                PlaylistFigures.TableOf(
                    title, all, "first_day", "song", "artist", "plays", "last_day", "back_on", "days_away"));
    }
}
