namespace Twin.Tests.Aws.CloudWatch;

public sealed class EmbeddedMetricFormatTests
{
    // The example of AWS's specification.
    private const string Example = """
        {"_aws":{"Timestamp":1574109732004,"CloudWatchMetrics":[{"Namespace":"lambda-function-metrics",
        "Dimensions":[["functionVersion"]],"Metrics":[{"Name":"time","Unit":"Milliseconds","StorageResolution":60}]}]},
        "functionVersion":"$LATEST","time":100,"requestId":"989ffbf8-9ace-4817-a57c-e4dd734019ee"}
        """;

    [Fact]
    public void The_specifications_example_is_read()
    {
        var metric = Assert.Single(EmbeddedMetricFormat.Read(Example));

        Assert.Equal(
            MetricIdentity.Create("lambda-function-metrics", "time", ("functionVersion", "$LATEST")), metric.Metric);
        Assert.Equal("Milliseconds", metric.Unit);
        Assert.Equal([100.0], metric.Values);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1574109732004), metric.Time);
    }

    [Fact]
    public void Every_set_of_dimensions_is_a_separate_metric()
    {
        var metrics = EmbeddedMetricFormat.Read(
            Line("""[["a"],["b","a"],[]]""", """[{"Name":"m"}]""", """ "a":"1","b":"2","m":[3,4.5] """));

        Assert.Equal(["n m {a=1}", "n m {a=1, b=2}", "n m {}"], metrics.Select(metric => metric.Metric.ToString()));
        Assert.All(metrics, metric => Assert.Equal([3, 4.5], metric.Values));
        Assert.All(metrics, metric => Assert.Equal("None", metric.Unit));
    }

    [Fact]
    public void Lambdas_prefix_of_a_line_is_ignored() =>
        Assert.Single(EmbeddedMetricFormat.Read("2026-11-01T06:00:00.000Z\tid\tinfo\t" + Example));

    [Theory]
    [InlineData("")]
    [InlineData("START RequestId: 1 Version: $LATEST")]
    [InlineData("{\"message\":\"hello\"}")]
    [InlineData("{\"_aws\":{\"Xray\":1}}")]
    public void Another_line_has_no_metrics(string line) => Assert.Empty(EmbeddedMetricFormat.Read(line));

    [Theory]
    [InlineData("{\"_aws\":{\"CloudWatchMetrics\":[", "it is not JSON")]
    [InlineData("{\"message\":\"{\\\"_aws\\\":{\\\"CloudWatchMetrics\\\":[]}}\"}", "wrapped")]
    [InlineData("{\"_aws\":{\"CloudWatchMetrics\":[]}}", "_aws has no Timestamp")]
    [InlineData("{\"_aws\":{\"Timestamp\":\"1\",\"CloudWatchMetrics\":[]}}", "Timestamp is \"1\"")]
    [InlineData("{\"_aws\":{\"Timestamp\":-1,\"CloudWatchMetrics\":[]}}", "Timestamp is -1")]
    [InlineData("{\"_aws\":{\"Timestamp\":1.5,\"CloudWatchMetrics\":[]}}", "Timestamp is 1.5")]
    [InlineData("{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":{}}}", "CloudWatchMetrics is {}")]
    [InlineData("{\"_aws\":\"CloudWatchMetrics\"}", "_aws is")]
    public void A_line_with_invalid_metrics_is_refused(string line, string reason) => AssertRefused(line, reason);

    [Theory]
    [InlineData("""[]""", """[{"Name":"m"}]""", """ "m":1 """, "Dimensions is empty")]
    [InlineData("""["a"]""", """[{"Name":"m"}]""", """ "a":"1","m":1 """, "a set of Dimensions is")]
    [InlineData("""[["a"]]""", """[{"Name":"m"}]""", """ "m":1 """, "the line has no member 'a'")]
    [InlineData("""[["a"]]""", """[{"Name":"m"}]""", """ "a":1,"m":1 """, "the dimension 'a' is 1")]
    [InlineData("""[["a"]]""", """[{"Name":"m"}]""", """ "a":"","m":1 """, "the dimension 'a' has 0 characters")]
    [InlineData("""[["a"]]""", """[{"Name":"m"}]""", """ "a":"é","m":1 """, "ASCII")]
    [InlineData("""[["a"]]""", """[{"Name":"m"}]""", """ "a":":1","m":1 """, "colon")]
    [InlineData("""[[]]""", """[{"Name":"m"}]""", """ "M":1 """, "the line has no member 'm'")]
    [InlineData("""[[]]""", """[{"Name":"m"}]""", """ "m":"1" """, "the metric 'm' is \"1\"")]
    [InlineData("""[[]]""", """[{"Name":"m"}]""", """ "m":[1,null] """, "the metric 'm' is null")]
    [InlineData("""[[]]""", """[{"Name":"m"}]""", """ "m":[] """, "has 0 values")]
    [InlineData("""[[]]""", """[{"Name":"m","Unit":"count"}]""", """ "m":1 """, "the Unit 'count'")]
    [InlineData("""[[]]""", """[{"Name":"m","StorageResolution":5}]""", """ "m":1 """, "StorageResolution 5")]
    [InlineData("""[[]]""", """[{"Unit":"Count"}]""", """ "m":1 """, "Metrics has no Name")]
    public void A_metric_that_CloudWatch_would_drop_is_refused(
        string dimensions, string metrics, string members, string reason) =>
        AssertRefused(Line(dimensions, metrics, members), reason);

    [Fact]
    public void A_namespace_of_AWS_is_refused() =>
        AssertRefused(Example.Replace("lambda-function-metrics", "AWS/Lambda", StringComparison.Ordinal), "AWS/Lambda");

    [Fact]
    public void More_values_or_metrics_than_allowed_are_refused()
    {
        var values = string.Join(',', Enumerable.Repeat("1", 101));
        var metrics = string.Join(',', Enumerable.Repeat("{\"Name\":\"m\"}", 101));

        AssertRefused(Line("[[]]", """[{"Name":"m"}]""", $"\"m\":[{values}]"), "has 101 values");
        AssertRefused(Line("[[]]", $"[{metrics}]", "\"m\":1"), "101 entries");
    }

    private static string Line(string dimensions, string metrics, string members) =>
        $$"""
        {"_aws":{"Timestamp":1,"CloudWatchMetrics":[
        {"Namespace":"n","Dimensions":{{dimensions}},"Metrics":{{metrics}}}]},
        {{members}}}
        """;

    private static void AssertRefused(string line, string reason) => Assert.Contains(
        reason,
        Assert.Throws<EmbeddedMetricException>(() => EmbeddedMetricFormat.Read(line)).Message,
        StringComparison.Ordinal);
}
