using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed partial class DifferenceReportTests
{
    private const int Limit = 60_000;
    private static readonly string[] Sections = ["Topology", "Rows", "Policies", "Run"];

    [Fact]
    public void Two_runs_alike_have_no_difference()
    {
        var run = Full(text => text);

        Assert.Equal(
            "## What is different in the stack `stack`\n\nNo difference.\n", DifferenceReport.Format(run, run, Limit));
    }

    [Fact]
    public void Every_section_shows_its_differences()
    {
        var report = DifferenceReport.Format(ComparedStacks.Run(ComparedStacks.Create()), Full(text => text), Limit);

        Assert.Contains(
            "resources: 7 added, 0 removed, 0 changed; access: **1 gained**", report, StringComparison.Ordinal);
        Assert.Contains("* added: `query-type` `query-name`\n", Section(report, "Topology"), StringComparison.Ordinal);
        Assert.Contains("| table `table`, rows | none | 12 |\n", Section(report, "Rows"), StringComparison.Ordinal);
        Assert.Contains(
            "| named query `query`, rows | none | 3 |\n", Section(report, "Rows"), StringComparison.Ordinal);
        Assert.Contains(
            "* `role role`: new statement `sid`: `Action` `action`; `Resource` `resource`\n",
            Section(report, "Policies"),
            StringComparison.Ordinal);
        Assert.Contains("* new: failure: `failure`\n", Section(report, "Run"), StringComparison.Ordinal);
        Assert.Contains(
            "* new: call that IAM refused: `denied-action` on `denied-resource` to `principal`\n",
            Section(report, "Run"),
            StringComparison.Ordinal);
        Assert.Contains("`unused-action` on `unused-resource`\n", Section(report, "Run"), StringComparison.Ordinal);
        Assert.Contains("not run by the twin: `unknown`\n", Section(report, "Run"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_without_a_difference_says_so()
    {
        var run = Full(text => text);

        var report = DifferenceReport.Format(run with { Stack = ComparedStacks.Create() }, run, Limit);

        Assert.Equal("No difference.\n", Section(report, "Rows"));
        Assert.Equal("No difference.\n", Section(report, "Run"));
    }

    [Fact]
    public void Without_the_declaration_of_a_run_its_topology_is_unknown_and_its_rows_are_compared()
    {
        var after = Full(text => text);
        var before = ComparedStacks.Run(stack: null, ComparedStacks.Figures(("table", 10)));

        var report = DifferenceReport.Format(before, after, Limit);

        Assert.Contains("topology and policies unknown", report, StringComparison.Ordinal);
        Assert.Equal(
            "What `folder` declares is unknown: it has no stack.json, as an older version wrote it.\n",
            Section(report, "Topology"));
        Assert.Contains("| table `table`, rows | 10 | 12 |", Section(report, "Rows"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_several_lines_is_compared_line_by_line()
    {
        static ComparedRun With(string query) => ComparedStacks.Run(ComparedStacks.Create(
            ComparedStacks.Resource("query", "top", $$"""{"query":"{{query}}"}""")));

        var report = DifferenceReport.Format(With(@"SELECT a\nFROM x"), With(@"SELECT b\nFROM x"), Limit);

        Assert.Contains(
            "  * `query`:\n\n    ```diff\n    - SELECT a\n    + SELECT b\n      FROM x\n    ```\n",
            report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_every_resource_is_reported_once()
    {
        static ComparedRun With(string owner)
        {
            var inputs = $$$"""{"tags":{"owner":"{{{owner}}}"}}""";
            return ComparedStacks.Run(ComparedStacks.Create(
                [.. Enumerable.Range(1, 9).Select(n => ComparedStacks.Resource("type", $"n{n}", inputs))]));
        }

        var report = DifferenceReport.Format(With("a"), With("b"), Limit);

        Assert.Contains(
            "* changed in 9 resources: `tags.owner`: `\"a\"` → `\"b\"`\n", report, StringComparison.Ordinal);
        Assert.Single(TagChange().Matches(report));
    }

    [Fact]
    public void No_name_becomes_markup()
    {
        const string Hostile = "\n# `x`\n```\n| @everyone <img src=x> ![a](http://b) &lt; \\\u202e";
        var empty = ComparedStacks.Run(ComparedStacks.Create());

        var plain = DifferenceReport.Format(empty, Full(text => text), Limit);
        var report = DifferenceReport.Format(empty, Full(text => Hostile + text), Limit);

        Assert.Contains("@everyone", report, StringComparison.Ordinal);
        Assert.Equal(WithoutCode(plain), WithoutCode(report));
        Assert.Equal(Lines(plain), Lines(report));
    }

    [Fact]
    public void Accounts_and_addresses_are_hidden_and_their_changes_are_shown()
    {
        const string Mine = "arn:aws:iam::111111111111:role/x of you@example.com";
        const string Theirs = "arn:aws:iam::222222222222:role/x of me@example.com";
        var (before, after) = (Full(text => $"{text} {Mine}"), Full(text => $"{text} {Theirs}"));

        var alike = DifferenceReport.Format(before, before, Limit);
        var different = DifferenceReport.Format(before, after, Limit);

        Assert.Equal(
            "## What is different in the stack `stack arn:aws:iam::<account>:role/x of <address>`\n\nNo difference.\n",
            alike);
        Assert.DoesNotMatch("[0-9]{12}|@", different);
        Assert.Contains(
            "* new: failure: `failure arn:aws:iam::<account 2>:role/x of <address 2>`\n",
            different,
            StringComparison.Ordinal);
        Assert.Contains(
            "* gone: failure: `failure arn:aws:iam::<account>:role/x of <address>`\n",
            different,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_in_a_property_are_shown_with_placeholders()
    {
        static ComparedRun With(string account, string address) => ComparedStacks.Run(ComparedStacks.Create(
            ComparedStacks.Resource(
                "topic", "alarms", $$"""{"endpoint":"{{address}}","by":{"{{account}}":"x"},"bytes":107374182400}""")));

        var report = DifferenceReport.Format(
            With("111111111111", "you@example.com"), With("222222222222", "me@example.com"), Limit);

        Assert.Contains("`endpoint`: `\"<address>\"` → `\"<address 2>\"`\n", report, StringComparison.Ordinal);
        Assert.Contains("`by.<account>`: `\"x\"` → *not set*\n", report, StringComparison.Ordinal);
        Assert.Contains("`by.<account 2>`: *not set* → `\"x\"`\n", report, StringComparison.Ordinal);
        Assert.DoesNotContain("bytes", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_twelve_digits_is_shown()
    {
        static ComparedRun With(long bytes) => ComparedStacks.Run(ComparedStacks.Create(
            ComparedStacks.Resource("workgroup", "lake", $$"""{"cutoff":{{bytes}}}""")));

        var report = DifferenceReport.Format(With(107_374_182_400), With(214_748_364_800), Limit);

        Assert.Contains("`cutoff`: `107374182400` → `214748364800`\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(10_000)]
    [InlineData(Limit)]
    public void It_is_never_longer_than_its_limit_and_reports_omissions(int limit)
    {
        var hostile = new string('`', 5_000);
        var many = ComparedStacks.Run(
            ComparedStacks.Create(
            [
                .. Enumerable.Range(0, 2_000).Select(number => ComparedStacks.RolePolicy(
                    $"role{number}", $"{number}{hostile}", """{"Effect":"Allow","Action":"a","Resource":"r"}""")),
            ]),
            ComparedStacks.Figures(
                [.. Enumerable.Range(0, 2_000).Select(number => ($"{number}{hostile}", 1L))]) with
            {
                Stack = hostile,
            });

        var report = DifferenceReport.Format(ComparedStacks.Run(ComparedStacks.Create()), many, limit);

        Assert.True(report.Length <= limit, $"{report.Length} characters");
        Assert.All(Sections, title => Assert.Contains($"### {title}\n", report, StringComparison.Ordinal));
        foreach (var title in (string[])["Topology", "Rows", "Policies"])
        {
            Assert.Matches("[0-9]+ of [0-9]+ entries are left out", Section(report, title));
        }

        Assert.Equal("No difference.\n", Section(report, "Run"));
    }

    [Fact]
    public void A_long_section_gets_the_space_that_a_short_one_does_not_use()
    {
        var many = ComparedStacks.Run(ComparedStacks.Create([.. Enumerable.Range(0, 1_000)
            .Select(number => ComparedStacks.Resource("type", $"resource{number}", "{}"))]));

        var report = DifferenceReport.Format(ComparedStacks.Run(ComparedStacks.Create()), many, 20_000);

        Assert.InRange(report.Length, 19_000, 20_000);
    }

    private static string Section(string report, string title)
    {
        var begin = report.IndexOf($"### {title}\n\n", StringComparison.Ordinal);
        Assert.True(begin >= 0, title);
        var text = report[(begin + title.Length + 6)..];
        var end = text.IndexOf("\n### ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string WithoutCode(string report) => Code().Replace(report, "code");

    private static int Lines(string report) => report.Count(character => character == '\n');

    /// <summary>
    /// A run with every kind of content, where <paramref name="text"/> makes each text from its meaning.
    /// </summary>
    private static ComparedRun Full(Func<string, string> text)
    {
        var policy = ComparedStacks.Resource("aws:iam/rolePolicy:RolePolicy", text("policy"), "{}");
        policy.Inputs["role"] = text("role");
        policy.Inputs["policy"] = new JsonObject
        {
            ["Statement"] = new JsonObject
            {
                ["Sid"] = text("sid"),
                ["Effect"] = "Allow",
                ["Action"] = text("action"),
                ["Resource"] = text("resource"),
            },
        };
        var stack = ComparedStacks.Create(
        [
            ComparedStacks.Resource(text("query-type"), text("query-name"), "{}"),
            policy,
            .. Enumerable.Range(0, 5).Select(number =>
                ComparedStacks.Resource("many", text($"many{number}"), "{}")),
        ]);
        return ComparedStacks.Run(
            stack with { Edges = [new StackRecord.EdgeRecord(text("from"), text("to"), text("label"))] },
            ComparedStacks.Figures((text("table"), 12)) with
            {
                Stack = text("stack"),
                Queries = ImmutableDictionary.CreateRange(
                [
                    KeyValuePair.Create(text("query"), (RunRecord.QueryRecord?)new RunRecord.QueryRecord(3, 0.5)),
                ]),
                Failures = [text("failure")],
                Denied =
                [
                    new RunRecord.DeniedRecord(
                        text("principal"), text("denied-action"), text("denied-resource"), 4),
                ],
                UnusedPermissions =
                [
                    new RunRecord.UnusedPermissionRecord(
                        text("unused-role"), text("statement"), text("unused-action"), text("unused-resource")),
                ],
                NotSimulated = [text("unknown")],
            });
    }

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex("tags[.]owner")]
    private static partial Regex TagChange();
}
