using System.Text.RegularExpressions;
using Functions.Hosting;
using Infra.Monitoring.Dashboards;
using Infra.Settings;

namespace Tests.Infra.Monitoring;

/// <summary>The dashboard, with the limits of CloudWatch's page "Dashboard Body Structure and Syntax".</summary>
public sealed partial class DashboardTests
{
    private const int Columns = 24;
    private const int Day = 24 * 3600;

    private static readonly string[] Statistics = ["Sum", "Average", "Maximum", "SampleCount"];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_widget_overlaps_another_or_leaves_the_grid(string stackName)
    {
        var taken = new HashSet<(int, int)>();

        Assert.All(Widgets(await Stacks.Load(stackName)), widget =>
        {
            var (x, width) = (Whole(widget, "x"), Whole(widget, "width"));
            Assert.InRange(x, 0, Columns - 1);
            Assert.InRange(width, 1, Columns - x);
            Assert.InRange(Whole(widget, "height"), 1, 1000);
            Assert.All(Fields(widget), field => Assert.True(taken.Add(field), $"two widgets are at {field}"));
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_row_has_a_gap(string stackName)
    {
        var taken = Widgets(await Stacks.Load(stackName)).SelectMany(Fields).ToHashSet();

        Assert.Equal(Columns * (taken.Max(field => field.Row) + 1), taken.Count);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_first_screen_answers_in_the_order_in_which_a_person_asks(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var machine = Assert.Single(
            stack.OfType(ResourceTypes.StateMachine), found =>
                found.PhysicalName.EndsWith("-publish", StringComparison.Ordinal));
        var screen = FirstScreenOf(stack);

        Assert.All(screen, widget => Assert.True(Whole(widget, "y") + Whole(widget, "height") <= FirstScreen.Rows));
        Assert.Equal(
            [
                "metric: SnapshotsComplete, SnapshotsComplete, Entries",
                "alarm: ",
                "text: ",
                "metric: SnapshotsWaiting, PlaylistsRefused, SnapshotsFailed",
                $"metric: SnapshotsTransformed, SnapshotsUnrepaired, ExecutionsSucceeded of {machine.Arn}, "
                + $"ExecutionsFailed of {machine.Arn}",
                $"metric: ApproximateNumberOfMessagesVisible of spotify-{stackName}-failures, "
                + $"ApproximateAgeOfOldestMessage of spotify-{stackName}-failures",
                "metric: SnapshotsComplete, SnapshotsWaiting, PlaylistsRefused, SnapshotsFailed",
            ],
            screen.Select(widget => $"{Type(widget)}: {string.Join(", ", Metrics(widget).Select(Named))}"));

        static string Named(JsonElement line) =>
            line[0].GetString() == LakeMetrics.Namespace ? line[1].GetString()! : $"{line[1]} of {line[3]}";
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_number_of_today_is_0_until_there_is_one(string stackName)
    {
        var today = FirstScreenOf(await Stacks.Load(stackName))
            .Where(widget => Title(widget).StartsWith("Today", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(2, today.Count);
        Assert.All(today, widget =>
        {
            Assert.Equal(Day, widget.GetProperty("properties").GetProperty("period").GetInt32());
            var daily = Metrics(widget).Where(line => !Options(line).TryGetProperty("period", out _)).ToList();
            Assert.NotEmpty(daily);
            Assert.All(daily, line =>
            {
                Assert.False(Options(line).GetProperty("visible").GetBoolean());
                Assert.Contains(
                    $"FILL({Options(line).GetProperty("id")}, 0)",
                    Expressions(widget).Select(expression => expression.GetProperty("expression").GetString()));
            });
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_number_of_the_last_run_has_the_period_of_its_alarm(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var numbers = FirstScreenOf(stack)
            .Where(widget => Title(widget).StartsWith("Last run", StringComparison.Ordinal))
            .SelectMany(Metrics)
            .ToDictionary(line => line[1].GetString()!, line => Options(line).GetProperty("period").GetInt32());

        Assert.All(
            (string[])[LakeMetrics.PlaylistsRefused, LakeMetrics.SnapshotsFailed],
            metric => Assert.Equal(
                Assert.Single(
                    stack.OfType(ResourceTypes.MetricAlarm), alarm => alarm.Text("metricName") == metric)
                    .Number("period"),
                numbers[metric]));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task All_alarms_are_on_the_first_screen_and_those_that_ring_come_first(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var alarms = Assert.Single(FirstScreenOf(stack), widget => Type(widget) == "alarm").GetProperty("properties");

        Assert.Equal("stateUpdatedTimestamp", alarms.GetProperty("sortBy").GetString());
        Assert.Equal(
            stack.OfType(ResourceTypes.MetricAlarm).Select(alarm => alarm.Arn).Order(StringComparer.Ordinal),
            alarms.GetProperty("alarms").EnumerateArray().Select(alarm => alarm.GetString()!)
                .Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Its_text_says_what_a_good_day_is_and_links_to_what_is_to_be_checked(string stackName)
    {
        var text = Assert.Single(FirstScreenOf(await Stacks.Load(stackName)), widget => Type(widget) == "text")
            .GetProperty("properties").GetProperty("markdown").GetString()!;

        Assert.Contains("**A good day**", text, StringComparison.Ordinal);
        Assert.Contains("docs/operate.md", text, StringComparison.Ordinal);
        Assert.All(
            (string[])
            [
                $"#alarmsV2:?search=spotify-{stackName})",
                $":stateMachine:spotify-{stackName}-publish)",
                $"spotify-{stackName}-failures)",
                $"#/query-editor/saved-queries?workgroup=spotify-{stackName})",
                // The console's form of /aws/lambda/spotify-dev-extract.
                $"#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fspotify-{stackName}-extract)",
                $"#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fspotify-{stackName}-publish)",
            ],
            end => Assert.Contains(
                Link().Matches(text).Select(link => link.Value), link => link.EndsWith(end, StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_alarm_has_its_threshold_in_a_graph_of_its_metric(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var graphs = Widgets(stack).Where(IsGraph).ToList();

        Assert.All(stack.OfType(ResourceTypes.MetricAlarm), alarm => Assert.Contains(graphs, graph =>
            Metrics(graph).Any(line =>
                line[0].GetString() == alarm.Text("namespace")
                && line[1].GetString() == alarm.Text("metricName")
                && line.EnumerateArray().Skip(2).SkipLast(1).Select(part => part.GetString()!).Chunk(2)
                    .ToDictionary(pair => pair[0], pair => pair[1])
                    .OrderBy(dimension => dimension.Key, StringComparer.Ordinal)
                    .SequenceEqual(alarm.Map("dimensions").OrderBy(dimension => dimension.Key, StringComparer.Ordinal))
                && Statistic(graph, line) == alarm.Text("statistic")
                && Thresholds(graph).Any(threshold =>
                    NamedBy(threshold).Contains(alarm.PhysicalName[$"spotify-{stackName}-".Length..])
                    && threshold.GetProperty("value").GetDouble() == alarm.Number("threshold")
                    && threshold.GetProperty("fill").GetString()
                        == (alarm.Text("comparisonOperator") == "LessThanThreshold" ? "below" : "above")
                    && Axis(threshold) == Axis(Options(line))))));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_threshold_is_an_alarms(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var alarms = stack.OfType(ResourceTypes.MetricAlarm)
            .Select(alarm => alarm.PhysicalName[$"spotify-{stackName}-".Length..]);

        Assert.Equal(
            alarms.Order(StringComparer.Ordinal),
            Widgets(stack).SelectMany(Thresholds).SelectMany(NamedBy).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_refresh_token_there_is_no_graph_of_its_age_and_no_gap()
    {
        var stack = await MonitoredStacks.WithoutRefreshToken();
        var widgets = Widgets(stack);

        Assert.DoesNotContain(widgets.SelectMany(Metrics), line => line[1].GetString() == LakeMetrics.RefreshTokenAge);
        var taken = widgets.SelectMany(Fields).ToHashSet();
        Assert.Equal(Columns * (taken.Max(field => field.Row) + 1), taken.Count);
    }

    [Theory]
    [InlineData("mine,liked", "playlists complete")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4n,liked", "playlists complete, of 2")]
    public async Task Only_a_run_knows_how_many_playlists_mine_finds(string sources, string label)
    {
        var stack = await MonitoredStacks.With((KnownSettings.Playlists.Key, sources));

        Assert.Contains(
            Widgets(stack),
            widget => widget.GetRawText().Contains($"\"label\":\"{label}\"", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_query_of_the_log_reads_the_lines_that_the_extraction_writes(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var query = Assert.Single(Widgets(stack), widget => Type(widget) == "log")
            .GetProperty("properties").GetProperty("query").GetString()!.Split("\n| ");
        var outcome = new PlaylistOutcome("3cEYpjA9oz9GiPac4AsH4n", OutcomeKind.Waiting)
        {
            WaitingUntil = "2026-11-23T06:00:00Z",
            Gap = "2026-11-22T05:00:00.000Z",
            Reason = "Spotify asks for a wait",
            Advice = "Nothing",
        };
        var line = LogLine.Format(PlaylistOutcome.LogEvent, outcome, ExtractLogJson.Default.PlaylistOutcome);

        Assert.Equal($"SOURCE '/aws/lambda/spotify-{stackName}-extract'", query[0]);
        Assert.Contains(query, command =>
            command == $"filter message like '{line[1..line.IndexOf(',', StringComparison.Ordinal)]}'");
        Assert.Equal(
            [
                ("playlist", outcome.Playlist), ("outcome", outcome.Outcome), ("gap", outcome.Gap),
                ("reason", outcome.Reason), ("advice", outcome.Advice),
            ],
            query.Select(command => Parse().Match(command)).Where(parse => parse.Success).Select(parse => (
                parse.Groups["field"].Value,
                Regex.Match(line,
                    Regex.Escape(parse.Groups["glob"].Value).Replace(@"\*", "(.*?)", StringComparison.Ordinal))
                    .Groups[1].Value)));
        Assert.Contains("filter outcome not in [\"complete\", \"unchanged\"] or ispresent(gap)", query);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_longest_wait_of_a_playlist_is_shown_next_to_the_number_of_waiting_ones(string stackName)
    {
        var graph = Assert.Single(
            Widgets(await Stacks.Load(stackName)),
            widget => Metrics(widget).Any(line => line[1].GetString() == LakeMetrics.WaitingRuns));

        Assert.Contains(Metrics(graph), line => line[1].GetString() == LakeMetrics.SnapshotsWaiting);
        var options = Options(Metrics(graph).Single(line => line[1].GetString() == LakeMetrics.WaitingRuns));
        Assert.Equal("Maximum", options.GetProperty("stat").GetString());
        Assert.Equal("right", Axis(options));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task It_shows_the_resources_that_cost_money(string stackName)
    {
        var onIt = WatchedMetric.AllOf(await Stacks.Load(stackName))
            .Where(metric => metric.Place.StartsWith("dashboard", StringComparison.Ordinal))
            .Select(metric => metric.Name)
            .ToHashSet();

        Assert.Superset(
            new HashSet<string> { "Duration", "ProcessedBytes", "BucketSizeBytes" }, onIt);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task It_shows_for_each_function_and_rule_the_faults_that_have_no_alarm_of_their_own(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var onIt = WatchedMetric.AllOf(stack)
            .Where(metric => metric.Place.StartsWith("dashboard", StringComparison.Ordinal))
            .Select(metric => (metric.Name, metric.Dimensions.Values.First()))
            .ToHashSet();

        Assert.All(stack.OfType(ResourceTypes.Function), function => Assert.Superset(
            ((string[])["Errors", "Throttles", "Duration"]).Select(metric => (metric, function.PhysicalName)).ToHashSet(),
            onIt));
        Assert.All(stack.OfType(ResourceTypes.EventRule), rule => Assert.Contains(
            ("FailedInvocations", rule.PhysicalName), onIt));
        // The publication waits for its function, which therefore has no destination for failures.
        Assert.Equal(
            stackName == "weekly" ? ["extract", "repair"] : ["extract", "repair", "transform"],
            onIt.Where(metric => metric.Name == "DestinationDeliveryFailures")
                .Select(metric => metric.Item2[$"spotify-{stackName}-".Length..]).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_graph_has_the_stacks_region_a_title_a_unit_and_a_label_for_each_line(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(Widgets(stack).Where(widget => Type(widget) == "metric"), widget =>
        {
            var properties = widget.GetProperty("properties");
            Assert.Equal(stack.Region, properties.GetProperty("region").GetString());
            Assert.NotEqual("", Title(widget));
            if (IsGraph(widget))
            {
                var axes = properties.GetProperty("yAxis");
                Assert.NotEqual("", axes.GetProperty("left").GetProperty("label").GetString());
                Assert.Equal(
                    Metrics(widget).Any(line => Axis(Options(line)) == "right"), axes.TryGetProperty("right", out _));
            }

            Assert.All(properties.GetProperty("metrics").EnumerateArray().Where(IsShown), line =>
                Assert.NotEqual("", Options(line).GetProperty("label").GetString()));
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Statistics_ids_and_colours_have_the_form_that_CloudWatch_accepts(string stackName) =>
        Assert.All(Widgets(await Stacks.Load(stackName)).Where(widget => Type(widget) == "metric"), widget =>
        {
            Assert.All(Metrics(widget), line => Assert.Contains(Statistic(widget, line), Statistics));
            var ids = Metrics(widget).Select(Options)
                .Where(options => options.TryGetProperty("id", out _))
                .Select(options => options.GetProperty("id").GetString()!)
                .ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(ids, id => Assert.Matches("^[a-z][a-zA-Z0-9_]*$", id));
            Assert.All(
                Metrics(widget).Select(Options).Concat(Thresholds(widget))
                    .Where(options => options.TryGetProperty("color", out _)),
                options => Assert.Matches("^#[0-9a-f]{6}$", options.GetProperty("color").GetString()));
        });

    private static List<JsonElement> FirstScreenOf(DeclaredStack stack) =>
    [
        .. Widgets(stack).Where(widget => Whole(widget, "y") < FirstScreen.Rows)
            .OrderBy(widget => (Whole(widget, "y"), Whole(widget, "x"))),
    ];

    private static List<JsonElement> Widgets(DeclaredStack stack)
    {
        var dashboard = Assert.Single(stack.OfType(ResourceTypes.Dashboard));
        using var body = JsonDocument.Parse(dashboard.Text("dashboardBody"));
        return [.. body.RootElement.GetProperty("widgets").EnumerateArray().Select(widget => widget.Clone())];
    }

    private static IEnumerable<(int Column, int Row)> Fields(JsonElement widget) =>
        from column in Enumerable.Range(Whole(widget, "x"), Whole(widget, "width"))
        from row in Enumerable.Range(Whole(widget, "y"), Whole(widget, "height"))
        select (column, row);

    private static List<JsonElement> Metrics(JsonElement widget) =>
        widget.GetProperty("properties").TryGetProperty("metrics", out var lines)
            ? [.. lines.EnumerateArray().Where(line => line[0].ValueKind == JsonValueKind.String)]
            : [];

    private static IEnumerable<JsonElement> Expressions(JsonElement widget) => widget.GetProperty("properties")
        .GetProperty("metrics").EnumerateArray()
        .Select(Options)
        .Where(options => options.TryGetProperty("expression", out _));

    private static IEnumerable<JsonElement> Thresholds(JsonElement widget) =>
        widget.GetProperty("properties").TryGetProperty("annotations", out var annotations)
            ? annotations.GetProperty("horizontal").EnumerateArray()
            : [];

    private static string[] NamedBy(JsonElement threshold) =>
        threshold.GetProperty("label").GetString()!["alarm ".Length..].Split(", ");

    private static bool IsShown(JsonElement line) =>
        !Options(line).TryGetProperty("visible", out var visible) || visible.GetBoolean();

    private static string Statistic(JsonElement widget, JsonElement line) =>
        (Options(line).TryGetProperty("stat", out var own)
            ? own
            : widget.GetProperty("properties").GetProperty("stat")).GetString()!;

    private static string? Axis(JsonElement options) =>
        options.TryGetProperty("yAxis", out var axis) ? axis.GetString() : null;

    private static bool IsGraph(JsonElement widget) => Type(widget) == "metric"
        && widget.GetProperty("properties").GetProperty("view").GetString() == "timeSeries";

    private static string Title(JsonElement widget) =>
        widget.GetProperty("properties").TryGetProperty("title", out var title) ? title.GetString()! : "";

    private static JsonElement Options(JsonElement line) => line.EnumerateArray().Last();

    private static int Whole(JsonElement widget, string property) => widget.GetProperty(property).GetInt32();

    private static string? Type(JsonElement widget) => widget.GetProperty("type").GetString();

    [GeneratedRegex(@"\]\(https://[^\s)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex("^parse message '(?<glob>.*)' as (?<field>.*)$")]
    private static partial Regex Parse();
}
