namespace Twin.Tests.Aws.CloudWatch;

public sealed class DashboardTests
{
    [Fact]
    public void Metrics_are_read_with_the_shorthand_for_the_line_before()
    {
        var dashboard = Parse(
            """["N", "A", "Stack", "dev", {"stat": "Sum"}], [".", "B", ".", "."], ["...", "prod"], ["N", "C"]""");

        Assert.Equal(
            ["N A {Stack=dev}", "N B {Stack=dev}", "N B {Stack=prod}", "N C {}"],
            dashboard.Metrics.Select(metric => metric.ToString()));
    }

    [Fact]
    public void Alarms_are_read_from_alarm_widgets_and_from_annotations()
    {
        var dashboard = Dashboard.Parse("""
            {"widgets": [
                {"type": "alarm", "properties": {"alarms": ["arn:1", "arn:2"]}},
                {"type": "metric", "properties": {"metrics": [["N", "A"]], "annotations": {"alarms": ["arn:3"]}}},
                {"type": "text", "properties": {"markdown": "# SEARCH"}}
            ]}
            """);

        Assert.Equal(["arn:1", "arn:2", "arn:3"], dashboard.Alarms);
    }

    [Theory]
    [InlineData("Rows", "dev", "songs", true)]
    [InlineData("Rows", "prod", "songs", false)]
    [InlineData("Row", "dev", "songs", false)]
    [InlineData("Rows", "dev", null, false)]
    public void A_search_finds_metrics_by_namespace_name_and_dimensions(
        string name, string stack, string? table, bool isFound)
    {
        const string Expression = """SEARCH('{N,Stack,Table} MetricName=\"Rows\" Stack=\"dev\"', 'Sum', 86400)""";
        var search = Assert.Single(Parse($$"""[{"expression": "{{Expression}}"}]""").Searches);
        (string, string)[] dimensions = table is null ? [("Stack", stack)] : [("Stack", stack), ("Table", table)];

        Assert.Equal("N", search.Namespace);
        Assert.Equal(isFound, search.Finds(MetricIdentity.Create("N", name, dimensions)));
        Assert.False(search.Finds(MetricIdentity.Create("M", name, dimensions)));
    }

    [Fact]
    public void A_metric_math_expression_names_no_metric() =>
        Assert.Empty(Parse("""[{"expression": "m1 / m2", "id": "e1"}]""").Searches);

    [Theory]
    [InlineData("{", "it is not JSON")]
    [InlineData("[]", "it has no widgets")]
    [InlineData("{\"widgets\":[{\"type\":\"text\"}]}", "a widget has no properties")]
    public void An_invalid_dashboard_is_refused(string body, string reason) =>
        AssertRefused(reason, () => Dashboard.Parse(body));

    [Theory]
    [InlineData("\"N\"", "is not a list")]
    [InlineData("[\"N\"]", "is not a namespace, a name, and pairs")]
    [InlineData("[\"N\", \"A\", \"Stack\"]", "is not a namespace, a name, and pairs")]
    [InlineData("[\".\", \"A\"]", "is not a namespace, a name, and pairs")]
    [InlineData("[\"N\", \"A\", 1]", "something else between its names")]
    [InlineData("[{\"label\": \"A\"}]", "neither a name nor an expression")]
    public void An_invalid_metric_is_refused(string metric, string reason) =>
        AssertRefused(reason, () => Parse(metric));

    private static Dashboard Parse(string metrics) => Dashboard.Parse(
        $$$"""{"widgets": [{"type": "metric", "properties": {"metrics": [{{{metrics}}}]}}]}""");

    private static void AssertRefused(string reason, Action parse) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(parse).Message, StringComparison.Ordinal);
}
