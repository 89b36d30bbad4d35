using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Cli.Reports;
using Tests.Local.Aws.Athena;
using Tests.Local.Cli.Terminal;

namespace Tests.Local.Cli.Reports;

public sealed partial class HtmlReportTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_section_has_its_content()
    {
        var page = Write(text => text);

        foreach (var (title, held) in ((string, string)[])
            [
                ("Named queries", "value"), ("Tables", "1234"), ("Functions", "function"),
                ("Calls that IAM refused", "denied-resource"),
                ("Permissions that this run did not use", "unused-resource"),
                ("Declared, but not run by the twin", "not-simulated"), ("Timeline", "moment"),
            ])
        {
            var begin = page.IndexOf($"<h2>{title}</h2>", StringComparison.Ordinal);
            Assert.True(begin >= 0, title);
            var end = page.IndexOf("<h2>", begin + 4, StringComparison.Ordinal);
            Assert.Contains(held, end < 0 ? page[begin..] : page[begin..end], StringComparison.Ordinal);
        }

        Assert.Contains("<li>failure</li>", page, StringComparison.Ordinal);
        Assert.Contains("2026-11-01 06:00:00", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"null\">null</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_failures_says_so()
    {
        HtmlReport.Write(_folder.Root, Records.Full(text => text) with { Failures = [] }, [], []);

        var page = Read();
        Assert.Contains("Every stage did its work.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_name_becomes_markup()
    {
        const string Hostile = "<script>alert(\"1\")</script><img src=x onerror='y'>&amp;";

        var plain = Write(text => text);
        var page = Write(text => Hostile + text);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&amp;amp;failure", page, StringComparison.Ordinal);
        Assert.Equal(Tags(plain), Tags(page));
    }

    [Fact]
    public void No_name_hides_or_turns_round_what_the_page_says()
    {
        var page = Write(text => HostileText.Name + text);

        HostileText.AssertHarmless(page);
        Assert.Contains(HostileText.Shown + "value</td>", page, StringComparison.Ordinal);
        Assert.Contains(HostileText.Shown + "moment</td>", page, StringComparison.Ordinal);
        Assert.Equal(Tags(Write(text => text)), Tags(page));
    }

    [Theory]
    [InlineData("לילה, ירח")]
    [InlineData("ليل 123")]
    [InlineData("می\u200cخواهم")]
    public void Names_that_are_written_from_right_to_left_stay_as_they_are(string name) =>
        Assert.Contains(name, WebUtility.HtmlDecode(Write(text => name + text)), StringComparison.Ordinal);

    [Fact]
    public void The_page_is_self_contained()
    {
        var page = Write(text => text);

        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tag_is_closed()
    {
        var open = new Stack<string>();
        foreach (var tag in Tags(Write(text => text)).Where(tag => tag is not ("meta" or "input" or "!doctype")))
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

    private static IEnumerable<string> Tags(string page) =>
        Tag().Matches(page).Select(match => match.Groups["name"].Value);

    private string Write(Func<string, string> text)
    {
        ImmutableArray<ResultTable> results =
        [
            new(text("query"), text("question"), [text("column"), text("other")], [[text("value"), null]]),
        ];
        ImmutableArray<TimelineEntry> entries =
        [
            .. Enum.GetValues<TimelineEntryKind>().Select(kind => new TimelineEntry(
                TimeSpan.FromSeconds(1), Morning, text("source"), text("moment"), kind)),
        ];
        HtmlReport.Write(_folder.Root, Records.Full(text), entries, results);
        return Read();
    }

    private string Read() => File.ReadAllText(Path.Combine(_folder.Root, HtmlReport.FileName));

    [GeneratedRegex("<(?<name>[!/]?[a-z][a-z0-9]*)[^>]*>")]
    private static partial Regex Tag();
}
