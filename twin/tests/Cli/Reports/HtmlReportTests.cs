using Twin.Tests.Cli.Music;

namespace Twin.Tests.Cli.Reports;

public sealed partial class HtmlReportTests : IDisposable
{
    private static readonly ImmutableArray<string> VoidElements = ["meta", "!doctype"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_section_has_its_content()
    {
        var page = Write(SampleReports.Create(8, 2, text => text) with { Run = Records.Full(text => text) });

        foreach (var (title, held) in ((string, string)[])
            [
                ("Outcome", "failure"), ("Outcome", "plays without a record"),
                ("The way of the data", "writes, reads"), ("Timeline", "Events by day"),
                ("Playlists", "outcome-reason"), ("Rejected entries", "rejected because"),
                ("Requests to Spotify", "request-kind"), ("What went wrong at Spotify", "fault"),
                ("Alarms", "alarm-reason"), ("Notifications", "recipient"), ("What it would cost a month", "0.50 USD"),
                ("Tables", "1234"), ("Functions", "function"), ("Calls that IAM refused", "denied-resource"),
                ("Permissions that this run did not use", "unused-resource"),
                ("Declared, but not run by the twin", "not-simulated"),
                ("Metrics that are named and that nobody wrote", "named-by"), ("Entries of the timeline", "a playlist complete"),
                ("The top twenty", "<figure"), ("top_songs", "Song 1"), ("A calendar of days", "<figure"),
            ])
        {
            Assert.Contains(held, SectionOf(page, title), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_run_in_which_all_is_well_says_so()
    {
        var page = Write(SampleReports.Create(2, 1, text => text));

        Assert.Contains("Every stage did its work.", SectionOf(page, "Outcome"), StringComparison.Ordinal);
        Assert.DoesNotContain("<li>", SectionOf(page, "Outcome"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ended_well_names_the_alarms_that_were_raised_before()
    {
        var outcome = SectionOf(Write(SampleReports.Create(2, 1, text => text)), "Outcome");

        Assert.Contains(
            "no longer at its end, the stack raised spotify-dev-one: see Alarms", outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("spotify-dev-two", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_without_messages_in_the_failure_queue_does_not_speak_of_a_redrive()
    {
        var content = SampleReports.Failed(text => text);

        var outcome = SectionOf(Write(content with { Run = content.Run with { Messages = [] } }), "Outcome");

        Assert.Contains("run again", outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("redrive", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_says_why_what_waits_which_alarm_is_raised_and_what_to_do()
    {
        var outcome = SectionOf(Write(SampleReports.Failed(text => text)), "Outcome");

        Assert.All(
            (string[])
            [
                "The run failed:", "the failure\nits second line", "waiting until 07:00", "not found", "What to do: advice",
                "<code>spotify-dev-two</code> is raised. What to do: look.", "dotnet dev.cs redrive",
            ],
            text => Assert.Contains(text, outcome, StringComparison.Ordinal));
        Assert.DoesNotContain("spotify-dev-one", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_folder_does_not_have_is_left_out_with_a_sentence()
    {
        var page = Write(new ReportContent(Records.Full(text => text), []));

        Assert.Contains("no picture", SectionOf(page, "The way of the data"), StringComparison.Ordinal);
        Assert.Contains(TimelineFile.FileName, SectionOf(page, "Timeline"), StringComparison.Ordinal);
        Assert.Contains(MonthlyCost.FileName, SectionOf(page, "What it would cost a month"), StringComparison.Ordinal);
        Assert.Contains("its chart is left out", SectionOf(page, "The top twenty"), StringComparison.Ordinal);
        Assert.DoesNotContain("<figure", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_of_the_topology_groups_alarms_leaves_out_logs_and_begins_at_Spotify()
    {
        var picture = SectionOf(Write(SampleReports.Create(4, 1, text => text)), "The way of the data");

        Assert.Contains("9 requests", picture, StringComparison.Ordinal);
        Assert.Contains("4 invocations", picture, StringComparison.Ordinal);
        Assert.Contains("1,234 objects", picture, StringComparison.Ordinal);
        Assert.Contains("0 of 2 raised", picture, StringComparison.Ordinal);
        Assert.Equal(6, picture.Split("class=\"node").Length - 1);
    }

    [Theory]
    [InlineData(1, "Events by hour")]
    [InlineData(31, "Events by day")]
    [InlineData(366, "Events by week")]
    public void The_timeline_has_periods_that_can_be_told_apart(int days, string title) => Assert.Contains(
        title, SectionOf(Write(SampleReports.Create(days, 1, text => text)), "Timeline"), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "Requests by day", 1)]
    [InlineData(31, "Requests by day", 31)]
    [InlineData(366, "Requests by week", 53)]
    public void Requests_have_a_column_for_each_day_or_in_a_long_run_for_each_week(int days, string title, int columns)
    {
        var section = SectionOf(Write(SampleReports.Create(days, 1, text => text)), "Requests to Spotify");

        Assert.Contains(title, section, StringComparison.Ordinal);
        Assert.Equal(columns, section.Split("<tr><td><bdi>").Length - 1 - 1);
    }

    [Fact]
    public void Answers_of_Spotify_differ_in_a_chart_without_their_colours()
    {
        var section = SectionOf(Write(SampleReports.Create(8, 1, text => text)), "Requests to Spotify");

        Assert.All(
            (string[])["bar s2 tint\"", "bar s1 hollow\"", "bar s3 hollow dashed\"", "bar s7\""],
            part => Assert.Contains(part, section, StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_that_is_closed_says_how_many_rows_it_has() => Assert.Contains(
        "<summary>1 permission</summary>",
        SectionOf(Write(SampleReports.Create(2, 1, text => text)), "Permissions that this run did not use"),
        StringComparison.Ordinal);

    [Fact]
    public void A_day_on_which_an_alarm_was_raised_is_marked()
    {
        var alarms = SectionOf(Write(SampleReports.Create(4, 1, text => text)), "Alarms");

        // Raised on the first and the third day, and for a part of the days after them.
        Assert.Equal(2 * 4, alarms.Split("class=\"bad\"").Length - 1);
    }

    [Fact]
    public void The_music_comes_first_and_the_run_last() => Assert.Equal(
        ["changes", "charts", "listening", "queries", "run"],
        Part().Matches(Write(SampleReports.Create(2, 1, text => text))).Select(part => part.Groups[1].Value));

    [Fact]
    public void A_failed_run_says_so_above_the_music()
    {
        var page = Write(SampleReports.Failed(text => text));

        Assert.InRange(
            page.IndexOf("The run failed: <a href=\"#run\">", StringComparison.Ordinal),
            0,
            page.IndexOf("id=\"changes\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_month_of_four_playlists_and_ten_years_of_plays_leave_out_no_figure()
    {
        var page = Write(SampleReports.Create(31, 4, text => text + " of a usual length", years: 10));

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 500_000, HtmlReport.MostBytes);
        Assert.DoesNotContain("left out", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("夜<&\u202e>")]
    public void No_input_makes_the_page_larger_than_its_bound(string name)
    {
        var names = string.Concat(Enumerable.Repeat(name, 60));
        var content = SampleReports.Create(60, 40, text => names + text, years: 15);
        var record = content.Run;
        var page = Write(content with
        {
            Entries = SampleReports.Create(366, 1, text => text + names).Entries,
            Run = record with
            {
                Failures = [.. Enumerable.Repeat(names + "failure", 200)],
                NotSimulated = [.. Enumerable.Repeat(names + "property", 5000)],
                Playlists = [.. Enumerable.Repeat(record.Playlists[0] with { Outcome = "not found" }, 1000)],
            },
        });

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1_000_000, HtmlReport.MostBytes);
        Assert.Contains($"all are in {TimelineFile.FileName}", page, StringComparison.Ordinal);
        Assert.Equal(5, Part().Count(page));
    }

    [Fact]
    public void No_name_becomes_markup()
    {
        const string Hostile = "<script>alert(\"1\")</script><img src=x onerror='y'>&amp;";

        var plain = Write(SampleReports.Failed(text => text));
        var page = Write(SampleReports.Failed(text => Hostile + text));

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&amp;amp;the failure", page, StringComparison.Ordinal);
        Assert.Equal(Tags(plain).ToHashSet(), Tags(page).ToHashSet());
    }

    [Fact]
    public void No_name_hides_or_turns_round_what_the_page_says()
    {
        var page = Write(SampleReports.Failed(text => HostileText.Name + text));

        HostileText.AssertHarmless(page);
        Assert.Contains(HostileText.Shown + "Playlist 1", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("לילה, ירח")]
    [InlineData("ليل 123")]
    [InlineData("می\u200cخواهم")]
    public void Names_that_are_written_from_right_to_left_stay_as_they_are(string name) => Assert.Contains(
        $"<bdi>{name}Playlist 1</bdi>",
        WebUtility.HtmlDecode(Write(SampleReports.Create(2, 1, text => name + text))),
        StringComparison.Ordinal);

    [Fact]
    public void The_page_needs_no_other_file_and_no_script()
    {
        var page = Write(SampleReports.Create(8, 2, text => text));

        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.All(
            Link().Matches(page), link => Assert.StartsWith("#", link.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_leads_to_an_id_and_every_id_is_there_once()
    {
        var page = Write(SampleReports.Create(8, 2, text => text));
        var ids = Id().Matches(page).Select(id => id.Groups[1].Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Subset(ids.ToHashSet(), Link().Matches(page).Select(link => link.Groups[1].Value[1..]).ToHashSet());
    }

    [Fact]
    public void Headings_leave_out_no_level()
    {
        var levels = Heading().Matches(Write(SampleReports.Create(8, 2, text => text)))
            .Select(heading => int.Parse(heading.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Every_tag_is_closed()
    {
        var open = new Stack<string>();
        foreach (var tag in Tags(Write(SampleReports.Failed(text => text))).Where(tag => !VoidElements.Contains(tag)))
        {
            if (tag[0] != '/')
            {
                open.Push(tag);
            }
            else
            {
                Assert.Equal(tag[1..], open.Pop());
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void The_report_of_a_deployed_stack_has_the_music_alone()
    {
        var file = HtmlReport.Write(
            Path.Combine(_folder.Root, "new"), "org/project/prod", SyntheticMusic.All(3, 1, name => name),
            new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero));

        var page = File.ReadAllText(file);
        Assert.Equal("report-org-project-prod.html", Path.GetFileName(file));
        Assert.Contains("the deployed stack org/project/prod", page, StringComparison.Ordinal);
        Assert.Contains("2026-11-22 06:00 UTC", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"charts\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"run\"", page, StringComparison.Ordinal);
    }

    private static string SectionOf(string page, string title)
    {
        var heading = Regex.Match(page, $"<h3[^>]*>{Regex.Escape(title)}</h3>");
        Assert.True(heading.Success, title);
        var end = page.IndexOf("<h3", heading.Index + 4, StringComparison.Ordinal);
        return end < 0 ? page[heading.Index..] : page[heading.Index..end];
    }

    private static IEnumerable<string> Tags(string page) =>
        Tag().Matches(page).Where(match => !match.Value.EndsWith("/>", StringComparison.Ordinal))
            .Select(match => match.Groups["name"].Value);

    private string Write(ReportContent content) => File.ReadAllText(HtmlReport.Write(_folder.Root, content));

    [GeneratedRegex("<(?<name>[!/]?[a-z][a-z0-9]*)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<h2 id=\"([a-z]+)\"")]
    private static partial Regex Part();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Heading();
}
