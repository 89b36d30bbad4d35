using Eng.Tests.Architecture;

namespace Eng.Tests.Documentation;

/// <summary>The page on assumptions, against the places in the code that rely on them.</summary>
public sealed partial class AssumptionTests
{
    private const string NoRun = "## Without a run that plays them";
    private static readonly Page Page = Page.Get("docs/assumptions.md");
    private static readonly ImmutableArray<Match> Entries = [.. Entry().Matches(Page.Text).Cast<Match>()];

    [Fact]
    public void Each_entry_names_the_places_that_name_it() => Assert.Equal(
        PlacesInCode().Order(StringComparer.Ordinal),
        Entries.SelectMany(PlacesOf).Order(StringComparer.Ordinal));

    [Fact]
    public void An_entry_has_its_five_parts_in_order() => Assert.All(Entries, entry => Assert.Equal(
        ["Assumed", "Where", "Read", "Otherwise", "`verify`"],
        Part().Matches(entry.Value).Select(part => part.Groups["name"].Value)));

    [Fact]
    public void A_run_can_play_the_opposite_of_each_entry_but_those_that_say_why_not()
    {
        var without = Page.Text.IndexOf(NoRun, StringComparison.Ordinal);

        Assert.Equal(
            Assumptions.All.Select(behavior => behavior.Id).Order(StringComparer.Ordinal),
            Entries.Where(entry => entry.Index < without).Select(IdOf).Order(StringComparer.Ordinal));
        Assert.Equal(6, Entries.Count(entry => entry.Index > without));
    }

    [Fact]
    public void Each_entry_names_a_line_of_a_verification_that_exists_or_says_why_there_is_none()
    {
        var lines = Page.Get("docs/operate.md").Rows("| line | what it does |")
            .SelectMany(row => Page.SpansIn(row[0]))
            .ToHashSet();

        var shown = Entries.Select(entry => (Id: IdOf(entry), Line: Assert.Single(Line(entry, "`verify`")))).ToLookup(
            entry => entry.Line.Contains("** no line. ", StringComparison.Ordinal));

        Assert.Equal(["crawler-permissions", "alarm-range", "play-match"], shown[true].Select(entry => entry.Id));
        Assert.All(shown[false], entry => Assert.Contains(Page.SpansIn(entry.Line).ElementAt(1), lines));
    }

    [Fact]
    public void The_tests_that_it_names_exist()
    {
        var named = Page.CodeSpans.Select(span => TestName().Match(span)).Where(name => name.Success).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(
            name.Groups["method"].Value, TestMethods.Of(name.Groups["type"].Value)));
    }

    private static string IdOf(Match entry) => entry.Groups["id"].Value;

    private static IEnumerable<string> Line(Match entry, string part) => Part().Matches(entry.Value)
        .Where(found => found.Groups["name"].Value == part)
        .Select(found => found.Value);

    private static IEnumerable<string> PlacesOf(Match entry) =>
        from line in Line(entry, "Where")
        from Match link in Target().Matches(line)
        select $"{IdOf(entry)}: {link.Groups["path"].Value}";

    private static IEnumerable<string> PlacesInCode() =>
        from folder in (string[])["functions", "infra", "twin/src", ".github", ".ci"]
        from file in SourceFiles.Find("*", folder)
        from id in Place().Matches(File.ReadAllText(file)).Select(place => place.Groups["id"].Value).Distinct()
        select $"{id}: {SourceFiles.NameOf(file)}";

    // A heading in the form of an id, up to the next heading.
    [GeneratedRegex("^##+ (?<id>[a-z]+(-[a-z]+)+)$.*?(?=^##|\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry();

    // A point of the list, up to the next one.
    [GeneratedRegex("^\\* \\*\\*(?<name>[^:]+):\\*\\*.*?(?=^\\*|^$|\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("\\]\\(\\.\\./(?<path>[^)]+)\\)")]
    private static partial Regex Target();

    [GeneratedRegex("\\bAssumption: (?<id>[a-z-]+)\\.")]
    private static partial Regex Place();

    [GeneratedRegex("^(?<type>\\w+Tests)\\.(?<method>\\w+)$")]
    private static partial Regex TestName();
}
