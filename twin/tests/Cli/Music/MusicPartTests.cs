using Twin.Cli.Music;

namespace Twin.Tests.Cli.Music;

public sealed partial class MusicPartTests
{
    public static TheoryData<string> Sections => [.. MusicSection.All.Select(section => section.Query)];

    [Theory, MemberData(nameof(Sections))]
    public void A_section_names_its_query_and_has_a_chart_its_table_and_its_SQL(string query)
    {
        var section = SectionOf(Written(SyntheticMusic.All(31, 2, name => name)), query);

        Assert.Contains($"The question of {query}?", section, StringComparison.Ordinal);
        Assert.Contains($"<code>{query}</code>", section, StringComparison.Ordinal);
        Assert.Matches("<figure id=\"[a-z0-9-]+\">", section);
        Assert.Contains("As a table", section, StringComparison.Ordinal);
        Assert.Contains(
            $"-- The question of {query}?\nSELECT 1 AS &quot;&lt;b&gt;&quot;", section, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sections))]
    public void Without_a_result_the_chart_is_left_out_with_a_sentence(string query)
    {
        var section = SectionOf(
            Written(SyntheticMusic.All(3, 2, name => name).RemoveAll(each => each.Name == query)), query);

        Assert.Contains($"no result of the named query {query}", section, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure", section, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sections))]
    public void Without_a_column_that_it_needs_the_chart_is_left_out_and_the_rows_are_shown(string query)
    {
        var section = SectionOf(
            Written([SyntheticMusic.Query(query, ["playlist", "other"], [["a", "the value"]])]), query);

        Assert.Contains("The result has no column ", section, StringComparison.Ordinal);
        Assert.Contains("the value", section, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure", section, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sections))]
    public void A_query_without_rows_gives_a_sentence(string query)
    {
        var columns = MusicSection.All.Single(section => section.Query == query).Columns;

        var others = SyntheticMusic.All(2, 1, name => name).RemoveAll(each => each.Name == query);

        Assert.Contains(
            "returned no rows",
            SectionOf(Written(others.Add(SyntheticMusic.Query(query, columns, []))), query),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sections))]
    public void Values_that_are_no_days_and_no_numbers_are_no_error(string query)
    {
        var columns = MusicSection.All.Single(section => section.Query == query).Columns;
        var page = Written(
        [
            SyntheticMusic.Query(
                query,
                columns,
                [
                    [.. columns.Select(_ => (object?)"NaN")],
                    [.. columns.Select(_ => (object?)null)],
                    [.. columns.Select(column => (object?)(column is "snapshot_date" or "week" ? "2026-11-01" : "-5"))],
                    ["short"],
                ]),
        ]);

        Assert.Contains($"id=\"{PlaylistFigures.IdOf(query)}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_some_playlists_have_charts_of_their_own_and_the_others_are_counted()
    {
        var section = SectionOf(Written(SyntheticMusic.All(2, 9, name => name)), "rank_history");

        // The ranks, and whose they are.
        Assert.Equal(2 * PlaylistFigures.MaxCount, section.Split("<figure").Length - 1);
        Assert.Contains("5 more playlists", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Playlists_of_one_name_and_a_renamed_one_are_told_apart_by_their_ids()
    {
        var page = Written(
        [
            SyntheticMusic.Query(
                "turnover",
                ShareCharts.Turnover.Columns,
                [
                    ["abcd1", "Mix", "2026-11-02", 1], ["abcd1", "Mix", "2026-11-09", 1],
                    ["abcd2", "Mix", "2026-11-02", 0.35], ["abcd2", "Mix", "2026-11-09", 0.35],
                    ["x", "Before", "2026-11-02", 0.1], ["x", "After", "2026-11-09", 0.2],
                ]),
            SyntheticMusic.Query(
                "playlist_overlap",
                OverlapChart.Section.Columns,
                [
                    ["abcd1", "Mix", "abcd2", "Mix", "2026-11-09", 9, 0.3],
                    ["abcd2", "Mix", "abcd1", "Mix", "2026-11-09", 9, 0.9],
                ]),
        ]);

        var turnover = SectionOf(page, "turnover");
        Assert.Contains(
            "<td class=\"n\">20 %</td><td class=\"n\">100 %</td><td class=\"n\">35 %</td>",
            turnover,
            StringComparison.Ordinal);
        Assert.All(
            ["After", "Mix (abcd1)", "Mix (abcd2)"],
            name => Assert.Contains(name, turnover, StringComparison.Ordinal));
        Assert.DoesNotContain("Before", turnover, StringComparison.Ordinal);
        Assert.Contains("2 playlists", SectionOf(page, "playlist_overlap"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_without_a_chart_is_a_table()
    {
        var page = Written(SyntheticMusic.All(2, 1, name => name));

        Assert.Contains("<h2 id=\"queries\">Other named queries</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<code>top_songs</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_digits_in_a_column_of_names_is_no_number()
    {
        var page = Written([SyntheticMusic.Query("titles", ["song", "rank"], [["87", 1], ["Song", 2]])]);

        Assert.Contains("<tr><td><bdi>87</bdi></td><td class=\"n\">1</td></tr>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_is_not_broken_at_its_hyphens() => Assert.Contains(
        "<bdi class=\"day\">2026-11-01</bdi>",
        Written([SyntheticMusic.Query("days", ["day"], [["2026-11-01"]])]),
        StringComparison.Ordinal);

    [Fact]
    public void Shares_of_one_day_are_bars_and_of_several_days_are_stacked()
    {
        var day = SectionOf(Written(SyntheticMusic.All(1, 1, name => name)), "artist_shares");
        var days = SectionOf(Written(SyntheticMusic.All(2, 1, name => name)), "artist_shares");

        Assert.Contains("class=\"bar\"", day, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"part\"", day, StringComparison.Ordinal);
        Assert.Contains("class=\"part\"", days, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_artists_of_the_top_twenty_have_their_shares_over_the_days()
    {
        var section = SectionOf(
            RankCharts.History,
            ["l", "list", "2026-11-01", 1, "a", "Song A", "One"],
            ["l", "list", "2026-11-01", 2, "b", "Song B", "One"],
            ["l", "list", "2026-11-01", 3, "c", "Song C", "Two"],
            ["l", "list", "2026-11-02", 1, "c", "Song C", "Two"]);

        Assert.Contains("id=\"rank-history-1-artists\"", section, StringComparison.Ordinal);
        Assert.Contains(
            "<td class=\"n\">33.3 %</td><td class=\"n\">66.7 %</td></tr>\n<tr><td><bdi>Nov 2</bdi></td>"
            + "<td class=\"n\">100 %</td><td class=\"n\">0 %</td>",
            section,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_of_a_legend_differ_without_their_colours()
    {
        var section = SectionOf(Written(SyntheticMusic.All(31, 1, name => name)), "entries_and_exits");

        Assert.Equal(
            ["", " hollow", " tint"],
            LegendFill().Matches(section).Select(part => part.Groups[1].Value)
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 2, "1999 to 2001, at most 2 songs of a year: 2001")]
    [InlineData(1, 1, "1999 to 2001, at most 1 song of a year")]
    public void Years_with_equally_many_songs_have_no_first(int songs, int others, string text)
    {
        var section = SectionOf(
            YearCharts.ReleaseYears, ["l", "list", 1999, songs], ["l", "list", 2001, others]);

        Assert.Contains($">{text}<", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_harmless_and_have_their_own_direction()
    {
        var page = Written(SyntheticMusic.All(8, 2, name => HostileText.Name + "<script>" + name));

        HostileText.AssertHarmless(page);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var bdi = Bdi().Matches(page).Select(found => WebUtility.HtmlDecode(found.Groups[1].Value)).ToList();
        Assert.Contains(bdi, name => name.StartsWith(HostileText.Shown, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_the_top_twenty_has_the_ranks_of_each_day()
    {
        var section = SectionOf(
            RankCharts.History,
            ["l", "list", "2026-11-01", 1, "a", "Song A", "One"],
            ["l", "list", "2026-11-02", 2, "a", "Song A", "One"],
            ["l", "list", "2026-11-02", 1, "b", "Song B", "Two"]);

        Assert.Contains(
            "<tr><td><bdi>Song B</bdi></td><td><bdi>Two</bdi></td><td></td><td class=\"n\">1</td></tr>",
            section,
            StringComparison.Ordinal);
        Assert.Contains(
            "<tr><td><bdi>Song A</bdi></td><td><bdi>One</bdi></td><td class=\"n\">1</td><td class=\"n\">2</td></tr>",
            section,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_of_the_top_twenty_is_a_file_of_its_own()
    {
        var picture = MusicPicture.Find(SyntheticMusic.All(31, 1, name => name))!.ToFile();

        Assert.StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"", picture, StringComparison.Ordinal);
        Assert.InRange(picture.Length, 1000, 200_000);
        Assert.Null(MusicPicture.Find([]));
    }

    private static string Written(ImmutableArray<MusicQuery> queries)
    {
        var page = new MarkupWriter();
        MusicPart.Write(page, queries, MusicSection.All, "All of them are elsewhere.");
        return page.ToString();
    }

    private static string SectionOf(MusicSection section, params object?[][] rows) =>
        SectionOf(Written([SyntheticMusic.Query(section.Query, section.Columns, rows)]), section.Query);

    private static string SectionOf(string page, string query)
    {
        var begin = page.IndexOf($"<h3 id=\"{PlaylistFigures.IdOf(query)}\">", StringComparison.Ordinal);
        Assert.True(begin >= 0, query);
        var end = page.IndexOf("<h3", begin + 4, StringComparison.Ordinal);
        return end < 0 ? page[begin..] : page[begin..end];
    }

    [GeneratedRegex("<rect [^>]*class=\"bar s[0-9]([a-z ]*)\"")]
    private static partial Regex LegendFill();

    [GeneratedRegex("<bdi[^>]*>([^<]*)</bdi>")]
    private static partial Regex Bdi();
}
