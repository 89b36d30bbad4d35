using System.Text.Json;
using Functions.Lake;
using Functions.Metrics;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Lambda;

namespace Tests.Infra.Monitoring;

[Collection(PulumiDeployments.Name)]
public sealed class DashboardTests
{
    private const int Columns = 24;

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_widget_overlaps_another_or_leaves_the_grid(string stackName)
    {
        var taken = new Dictionary<(int, int), string>();

        Assert.All(Widgets(await Stacks.Load(stackName)), widget =>
        {
            var (x, y) = (Whole(widget, "x"), Whole(widget, "y"));
            var (width, height) = (Whole(widget, "width"), Whole(widget, "height"));
            Assert.InRange(x, 0, Columns - 1);
            Assert.InRange(width, 1, Columns - x);
            Assert.InRange(height, 1, 1000);
            foreach (var field in Enumerable.Range(x, width).SelectMany(
                _ => Enumerable.Range(y, height), (column, row) => (column, row)))
            {
                Assert.True(taken.TryAdd(field, ""), $"two widgets lie on column {field.column}, row {field.row}");
            }
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_first_row_is_the_days_run_at_a_glance(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var first = Widgets(stack).Where(widget => Whole(widget, "y") == 0).ToList();

        Assert.Equal(
            [
                LakeMetrics.SnapshotsComplete, LakeMetrics.SnapshotsFailed, LakeMetrics.PlaylistsRefused,
                LakeMetrics.Entries,
            ],
            first.Where(widget => Type(widget) == "metric").Select(widget =>
            {
                var properties = widget.GetProperty("properties");
                Assert.Equal("singleValue", properties.GetProperty("view").GetString());
                Assert.Equal("Sum", properties.GetProperty("stat").GetString());
                Assert.Equal(24 * 3600, properties.GetProperty("period").GetInt32());
                return Assert.Single(properties.GetProperty("metrics").EnumerateArray())[1].GetString();
            }));
        Assert.Equal(
            stack.OfType(CloudWatchResources.MetricAlarm).Select(alarm => alarm.Arn).Order(StringComparer.Ordinal),
            Assert.Single(first, widget => Type(widget) == "alarm").GetProperty("properties").GetProperty("alarms")
                .EnumerateArray().Select(alarm => alarm.GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Its_text_names_the_things_to_check_and_their_places(string stackName)
    {
        var text = Assert.Single(Widgets(await Stacks.Load(stackName)), widget => Type(widget) == "text")
            .GetProperty("properties").GetProperty("markdown").GetString()!;

        Assert.Contains($"/aws/lambda/spotify-{stackName}-extract", text, StringComparison.Ordinal);
        Assert.Contains("failure queue", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_table_has_its_line(string stackName)
    {
        var tables = WatchedMetric.AllOf(await Stacks.Load(stackName))
            .Where(metric => metric.Name == LakeMetrics.Rows)
            .Select(metric => metric.Dimensions[LakeMetrics.TableDimension]);

        Assert.Equal(Tables.All.Select(table => table.Name), tables);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_longest_wait_of_a_playlist_is_shown_next_to_the_number_of_waiting_ones(string stackName)
    {
        var graph = Assert.Single(
            Widgets(await Stacks.Load(stackName)),
            widget => Lines(widget).ContainsKey(LakeMetrics.SnapshotsWaiting));

        var options = Lines(graph)[LakeMetrics.WaitingRuns];
        Assert.Equal("Maximum", options.GetProperty("stat").GetString());
        Assert.Equal("right", options.GetProperty("yAxis").GetString());
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task It_shows_the_resources_that_cost_money(string stackName)
    {
        var onIt = WatchedMetric.AllOf(await Stacks.Load(stackName))
            .Where(metric => metric.Place.StartsWith("dashboard", StringComparison.Ordinal))
            .Select(metric => metric.Name)
            .ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "Duration", "Invocations", "ProcessedBytes", "BucketSizeBytes", "NumberOfObjects", "IncomingBytes",
            },
            onIt);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task It_shows_for_each_function_and_rule_the_faults_that_have_no_alarm_of_their_own(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var onIt = WatchedMetric.AllOf(stack)
            .Where(metric => metric.Place.StartsWith("dashboard", StringComparison.Ordinal))
            .Select(metric => (metric.Name, metric.Dimensions.Values.First()))
            .ToHashSet();

        Assert.All(stack.OfType(LambdaResources.Function), function => Assert.Superset(
            ((string[])["Errors", "Throttles", "Duration", "DestinationDeliveryFailures"])
                .Select(metric => (metric, function.PhysicalName)).ToHashSet(),
            onIt));
        Assert.All(stack.OfType(EventBridgeResources.EventRule), rule => Assert.Contains(
            ("FailedInvocations", rule.PhysicalName), onIt));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_graph_has_the_stacks_region_and_a_title(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(Widgets(stack).Where(widget => Type(widget) == "metric"), widget =>
        {
            Assert.Equal(stack.Region, widget.GetProperty("properties").GetProperty("region").GetString());
            Assert.NotEqual("", widget.GetProperty("properties").GetProperty("title").GetString());
        });
    }

    private static List<JsonElement> Widgets(DeclaredStack stack)
    {
        var dashboard = Assert.Single(stack.OfType(CloudWatchResources.Dashboard));
        using var body = JsonDocument.Parse(dashboard.Text("dashboardBody"));
        return [.. body.RootElement.GetProperty("widgets").EnumerateArray().Select(widget => widget.Clone())];
    }

    // The rendering options, by metric.
    private static Dictionary<string, JsonElement> Lines(JsonElement widget) =>
        widget.GetProperty("properties").TryGetProperty("metrics", out var lines)
            ? lines.EnumerateArray()
                .DistinctBy(line => line[1].GetString())
                .ToDictionary(line => line[1].GetString()!, line => line.EnumerateArray().Last())
            : [];

    private static int Whole(JsonElement widget, string property) => widget.GetProperty(property).GetInt32();

    private static string? Type(JsonElement widget) => widget.GetProperty("type").GetString();
}
