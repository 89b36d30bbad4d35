using Infra.Queries;
using Twin.Cli.Charts;
using Twin.Cli.Music;
using Twin.Tests.Cli.Charts;

namespace Twin.Tests.Cli.Music;

public sealed class ListeningTests
{
    private static readonly DateOnly Last = new(2026, 2, 10);

    [Fact]
    public void A_calendar_has_twelve_months_up_to_the_last_play_and_its_longest_day_is_the_darkest()
    {
        var days = Days((Last.AddYears(-3), 9), (Last.AddDays(-2), 240), (Last, 60));
        var figure = Figures(ListeningCharts.Days, days)[0];
        var cells = Drawn.From(figure.Chart).Find("g", "cell")
            .SelectMany(shade => shade.Elements().Select(cell => (
                Day: cell.Value, Shade: Drawn.Number(shade, "fill-opacity"))))
            .ToDictionary(cell => cell.Day.Split(':')[0], cell => cell.Shade);

        Assert.Equal("Mar 2025 to Feb 2026", figure.Title);
        Assert.Equal(337 + 10, cells.Count);
        Assert.Equal(1, cells["Feb 8, 2026"]);
        Assert.InRange(cells["Feb 10, 2026"], 0.4, 0.6);
        Assert.All(["Feb 9, 2026", "Mar 1, 2025"], day => Assert.Equal(0.06, cells[day]));
        Assert.Contains("2 days with plays, 5 h in all; the most on Feb 8, 2026: 4 h", figure.Description);
    }

    [Fact]
    public void Years_before_are_hours_by_month_and_a_year_alone_is_a_calendar()
    {
        var years = Figures(ListeningCharts.Days, Days((Last.AddYears(-9), 120), (Last.AddDays(-9), 60), (Last, 60)));

        Assert.Equal(["listening-days-calendar", "listening-days-years"], years.Select(figure => figure.Id));
        Assert.Equal(
            ["2", "2"],
            Drawn.From(years[1].Chart).Find("g", "pair").Select(cell => cell.Elements().Last().Value));
        Assert.Single(Figures(ListeningCharts.Days, Days((Last.AddDays(-60), 1), (Last, 60))));
    }

    [Fact]
    public void The_hours_of_the_week_begin_on_Monday_and_name_the_longest()
    {
        var figure = Figures(
            ListeningCharts.Hours,
            SyntheticMusic.Query(
                "listening_hours", ListeningCharts.Hours.Columns, [[1, 7, 3, 60], [5, 17, 9, 600], [7, 23, 1, 3]]))[0];

        Assert.StartsWith("The most: Fridays at 17:00, 10 h in all.", figure.Description, StringComparison.Ordinal);
        Assert.Equal(7 * 24, Drawn.From(figure.Chart).Find("g", "cell").Sum(shade => shade.Elements().Count()));
    }

    [Fact]
    public void Months_have_their_first_ten_of_the_last_twelve_months()
    {
        var query = SyntheticPlays.All(Last, 3, name => name).Single(query => query.Name == "top_played_artists");
        var figure = Assert.Single(MonthCharts.Artists.Figures(query));
        var chart = Assert.IsType<BumpChart>(figure.Chart);

        Assert.Equal((12, 10), (chart.Days.Length, chart.Ranks));
        Assert.StartsWith("In Feb 2026 first, with 98 plays: artist ", figure.Description, StringComparison.Ordinal);
        Assert.All(Drawn.From(chart).Texts, text => Assert.DoesNotMatch("^[A-Z][a-z]{2} [0-9]{1,2}$", text.Value));
    }

    [Fact]
    public void A_line_is_of_one_name_with_its_id_or_without_and_of_each_recording_in_a_month()
    {
        Assert.Equal(["Now 1,2", "B 2,1"], Lines(MonthCharts.Artists, [
            ["2026-01", 1, null, " NOW", 9, 9], ["2026-01", 2, "b", "B", 8, 9],
            ["2026-02", 1, "b2", "B", 9, 9], ["2026-02", 2, "n", "Now", 8, 9],
        ]));
        Assert.Equal(["Hits 1,1", "Hits 2,2"], Lines(MonthCharts.Albums, [
            ["2026-01", 1, "one", "Hits", "A", 9, 9], ["2026-01", 2, "one", "Hits", "B", 8, 9],
            ["2026-02", 1, "two", "Hits", "A", 9, 9], ["2026-02", 2, null, "Hits", "B", 8, 9],
        ]));
        Assert.Equal(["Song - Remastered 2011 1,1", "Song 2"], Lines(MonthCharts.Songs, [
            ["2026-01", 1, null, "Song (feat. B)", "A", 9, 9], ["2026-01", 2, "live", "Song", "A", 8, 9],
            ["2026-02", 1, "s", "Song - Remastered 2011", "A", 9, 9],
        ]));
        Assert.Contains(
            $"'{MonthCharts.Supplement()}'",
            QueryFile.All.Single(query => query.Name == "top_played_songs").Sql,
            StringComparison.Ordinal);

        static IEnumerable<string> Lines(MusicSection section, object?[][] rows)
        {
            var what = section.Query["top_played_".Length..^1];
            ImmutableArray<string> columns = ["month", "place", what + "_id", what, "artist", "plays", "minutes"];
            var query = SyntheticMusic.Query(section.Query, [.. columns.Distinct()], rows);
            return ((BumpChart)Assert.Single(Figures(section, query)).Chart).Lines.Select(line =>
                $"{line.Name} {string.Join(',', line.Points.Select(point => point.Rank))}");
        }
    }

    [Fact]
    public void A_run_of_days_is_named_by_its_first_day_and_its_last_and_is_as_long()
    {
        var query = SyntheticMusic.Query("listening_streaks", ListeningCharts.Streaks.Columns, [
            ["days", 1, "2026-01-31 00:02:00.000", "2026-02-02 23:59:00.000", 3, 9, 30],
            ["days", 2, "2026-01-05 00:02:00.000", "2026-01-05 00:05:00.000", 1, 2, 6],
            ["session", 1, "2026-01-30 23:58:00.000", "2026-01-31 00:02:00.000", 1, 1, 4],
        ]);

        Assert.Equal(
            [("Jan 31, 2026 to Feb 2, 2026", 3), ("Jan 5, 2026", 1), ("Jan 30, 2026, 23:58", 4)],
            Figures(ListeningCharts.Streaks, query).SelectMany(figure => ((BarChart)figure.Chart).Bars)
                .Select(bar => (bar.Name, bar.Value)));
    }

    [Fact]
    public void Discoveries_are_those_of_twelve_months_and_songs_that_were_away()
    {
        var columns = MonthCharts.Discoveries.Columns;
        var figures = Figures(MonthCharts.Discoveries, SyntheticMusic.Query("discoveries", columns,
        [
            ["2024-01", "2024-01-05", "Old", "A", 900, "2026-02-01", "2026-01-02", 400],
            ["2026-02", "2026-02-05", "New", "A", 5, "2026-02-06", null, null],
        ]));

        Assert.Equal(
            [("discoveries-first", "New · A"), ("discoveries-back", "Old · A")],
            figures.Select(figure => (figure.Id, ((BarChart)figure.Chart).Bars.Single().Name)));
    }

    [Fact]
    public void A_year_has_its_own_numbers_and_the_minutes_of_its_months()
    {
        var query = SyntheticPlays.All(Last, 2, name => name).Single(query => query.Name == "year_in_review");

        var review = YearReview.Read(query, 2025);

        Assert.Equal([2024, 2025, 2026], YearReview.YearsOf(query));
        Assert.Equal((54321, 54322, 54323), (review.Minutes, review.Plays, review.Discoveries));
        Assert.Equal(12 * 54321, review.Months.Sum());
        Assert.Equal(2 * 54321, YearReview.Read(query, 2026).Months.Sum());
        Assert.Equal(["song 1", "song 10"], [review.Songs[0].Name("name"), review.Songs[^1].Name("name")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<script>alert(1)</script> & more of a very long name that no poster has room for ")]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")]
    public void The_texts_of_a_year_stay_in_their_columns(string name)
    {
        var query = SyntheticPlays.All(Last, 2, text => name + text).Single(query => query.Name == "year_in_review");

        var file = YearReview.Read(query, 2025).ToFigure().ToFile();

        Assert.Contains("width=\"1080\" height=\"1350\"", file, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", file, StringComparison.Ordinal);
        var sizes = new Dictionary<string, double> { ["p1"] = 26, ["p2"] = 33, ["p3"] = 44, ["p4"] = 72, ["p5"] = 150 };
        Assert.All(Drawn.From(YearReview.Read(query, 2025).ToFigure().Chart).All("text"), text =>
        {
            var left = Drawn.Number(text, "x");
            var width = TextWidth.Estimate(
                text.Value, sizes[Drawn.Text(text, "class").Split(' ')[0]]);
            var isMiddle = Drawn.Text(text, "text-anchor") == "middle";
            var isSong = left is > 72 and < 560 && Drawn.Number(text, "y") is > 500 and < 960;
            Assert.InRange(left + (isMiddle ? width / 2 : width), 0, isSong ? 560 : 1009);
        });
    }

    [Fact]
    public void Without_any_play_one_sentence_says_how_to_get_them()
    {
        var page = new MarkupWriter();
        MusicPart.Write(
            page,
            [
                .. SyntheticMusic.All(2, 1, name => name).Select(query =>
                    MusicGroup.All[^1].Sections.Any(section => section.Query == query.Name)
                        ? query with { Rows = [] }
                        : query),
            ],
            MusicSection.All,
            "");

        Assert.Contains(MusicGroup.NoPlays, page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"listening-days\"", page.ToString(), StringComparison.Ordinal);
    }

    private static MusicQuery Days(params (DateOnly Day, int Minutes)[] days) => SyntheticMusic.Query(
        "listening_days", ListeningCharts.Days.Columns, days.Select(day => new object?[] { day.Day, 1, day.Minutes }));

    private static ImmutableArray<Figure> Figures(MusicSection section, MusicQuery query) =>
        [.. section.Figures(query)];
}
