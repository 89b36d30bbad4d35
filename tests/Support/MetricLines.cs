namespace Tests.Support;

/// <summary>The standard output of a function, with the metrics that CloudWatch reads from it: the values that the
/// directives of the lines name, by their dimensions.</summary>
internal sealed class MetricLines : MemoryStream
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public IReadOnlyList<string> Lines
    {
        get
        {
            var text = Strict.GetString(ToArray());
            Assert.True(text.Length == 0 || text.EndsWith('\n'), "the last line has no end");
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    /// <summary>All values: <c>SpotifyStack Stack=… Name</c>, in the order of the lines.</summary>
    public IReadOnlyList<(string Metric, double Value, string Unit)> Values =>
        [.. Lines.SelectMany(line => ValuesOf(JsonElement.Parse(line)))];

    public IReadOnlyList<double> GetValues(string name) =>
        [.. Values.Where(value => value.Metric.Split(' ')[^1] == name).Select(value => value.Value)];

    private static IEnumerable<(string Metric, double Value, string Unit)> ValuesOf(JsonElement line)
    {
        foreach (var directive in line.GetProperty("_aws").GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            foreach (var dimensions in directive.GetProperty("Dimensions").EnumerateArray())
            {
                var set = dimensions.EnumerateArray()
                    .Select(name => $"{name.GetString()}={line.GetProperty(name.GetString()!).GetString()}");
                foreach (var metric in directive.GetProperty("Metrics").EnumerateArray())
                {
                    var name = metric.GetProperty("Name").GetString()!;
                    yield return (
                        $"{directive.GetProperty("Namespace").GetString()} {string.Join(' ', set)} {name}",
                        line.GetProperty(name).GetDouble(),
                        metric.GetProperty("Unit").GetString()!);
                }
            }
        }
    }
}
