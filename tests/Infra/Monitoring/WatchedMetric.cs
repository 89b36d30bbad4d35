namespace Tests.Infra.Monitoring;

/// <summary>A metric that an alarm or the dashboard names.</summary>
internal sealed record WatchedMetric(
    string Place, string Namespace, string Name, IReadOnlyDictionary<string, string> Dimensions)
{
    public static IReadOnlyList<WatchedMetric> AllOf(DeclaredStack stack) =>
    [
        .. stack.OfType(ResourceTypes.MetricAlarm).Select(alarm => new WatchedMetric(
            alarm.Title, alarm.Text("namespace"), alarm.Text("metricName"), alarm.Map("dimensions"))),
        .. OfDashboard(Assert.Single(stack.OfType(ResourceTypes.Dashboard))),
    ];

    public override string ToString() =>
        $"{Place}: {Namespace} {Name} [{string.Join(", ", Dimensions.Keys.Order(StringComparer.Ordinal))}]";

    /// <summary>The metrics that a dashboard names, also those that are only inputs of an expression.</summary>
    public static IReadOnlyList<WatchedMetric> OfDashboard(DeclaredResource dashboard)
    {
        using var body = JsonDocument.Parse(dashboard.Text("dashboardBody"));
        return
        [
            .. body.RootElement.GetProperty("widgets").EnumerateArray()
                .Select(widget => widget.GetProperty("properties"))
                .Where(properties => properties.TryGetProperty("metrics", out _))
                .SelectMany(properties => properties.GetProperty("metrics").EnumerateArray()
                    .Where(line => line[0].ValueKind == JsonValueKind.String)
                    .Select(line => Parse(properties.GetProperty("title").GetString()!, line))),
        ];
    }

    private static WatchedMetric Parse(string title, JsonElement line)
    {
        // ["namespace", "metric", "dimension", "value", …, { options }].
        var texts = line.EnumerateArray()
            .Where(part => part.ValueKind == JsonValueKind.String)
            .Select(part => part.GetString()!)
            .ToList();
        return new WatchedMetric(
            $"dashboard, '{title}'",
            texts[0],
            texts[1],
            texts.Skip(2).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));
    }
}
