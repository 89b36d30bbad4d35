using Tests.Infra.Monitoring;

namespace Tests.Infra.Rules;

public class DashboardRules
{
    // https://aws.amazon.com/cloudwatch/pricing/: three dashboards are free, with up to 50 metrics. A metric is a
    // namespace, a name and dimensions, however often a dashboard shows it. Inputs of expressions count too
    // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html).
    private const int Free = 50;

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task The_dashboard_has_fifty_metrics_at_most(string plays) =>
        Assert.Empty(IsBilled(await MonitoredStacks.With(("plays", plays))));

    [Fact]
    public Task A_dashboard_with_another_metric_than_these_fifty_is_found() => StackRule.Finds(
        IsBilled, stack => stack.Plus(ResourceTypes.Dashboard, "careless", Body(Free + 1)), "careless");

    [Fact]
    public async Task A_metric_that_two_widgets_show_is_one()
    {
        var stack = await Stacks.Load("prod");

        Assert.Empty(IsBilled(stack.Plus(ResourceTypes.Dashboard, "careful", Body(Free))));
    }

    // A search may find any number of metrics.
    [Fact]
    public Task A_dashboard_that_searches_is_found() => StackRule.Finds(
        IsBilled,
        stack => stack.Plus(
            ResourceTypes.Dashboard,
            "careless",
            ("dashboardBody", """{"widgets":[{"properties":{"metrics":[[{"expression":"SEARCH('{A,B}','Sum')"}]]}}]}""")),
        "careless");

    private static IEnumerable<string> IsBilled(DeclaredStack stack) =>
        from dashboard in stack.OfType(ResourceTypes.Dashboard)
        let metrics = WatchedMetric.OfDashboard(dashboard).Select(metric =>
            (metric.Namespace, metric.Name, string.Join(',', metric.Dimensions.OrderBy(pair => pair.Key))))
        where metrics.Distinct().Count() > Free
            || dashboard.Text("dashboardBody").Contains("SEARCH(", StringComparison.Ordinal)
        select dashboard.Title;

    // Each metric twice.
    private static (string, object) Body(int metrics)
    {
        var lines = string.Join(',', Enumerable.Range(0, metrics).Select(number => $$"""["N","m{{number}}",{}]"""));
        var widget = $$$"""{"properties":{"title":"a","metrics":[{{{lines}}}]}}""";
        return ("dashboardBody", $$"""{"widgets":[{{widget}},{{widget}}]}""");
    }
}
