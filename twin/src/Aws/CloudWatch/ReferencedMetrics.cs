namespace Twin.Aws.CloudWatch;

/// <summary>The metrics that alarms and dashboards name. On AWS a name without values is not an error: the alarm
/// never rings, and the dashboard shows an empty graph.</summary>
public sealed class ReferencedMetrics
{
    private readonly DeclaredStack _stack;
    private readonly PublishedMetrics _published;
    private readonly ImmutableArray<AlarmDeclaration> _alarms;
    private readonly ImmutableArray<(string Name, Dashboard Dashboard)> _dashboards;

    private ReferencedMetrics(
        DeclaredStack stack,
        PublishedMetrics published,
        ImmutableArray<AlarmDeclaration> alarms,
        ImmutableArray<(string Name, Dashboard Dashboard)> dashboards) =>
        (_stack, _published, _alarms, _dashboards) = (stack, published, alarms, dashboards);

    /// <summary>The alarms that dashboards show and the stack does not declare, a sentence each.</summary>
    public IEnumerable<string> Problems =>
        from named in _dashboards
        from alarm in named.Dashboard.Alarms
        where _stack.ByArn(CloudWatchResources.MetricAlarm, alarm) is null
        select $"The dashboard '{named.Name}' shows the alarm {alarm}, which is not in the stack.";

    public static ReferencedMetrics From(
        DeclaredStack stack, PublishedMetrics published, ImmutableArray<AlarmDeclaration> alarms) =>
        new(stack, published, alarms, [.. stack.OfType(CloudWatchResources.Dashboard).Select(Read)]);

    /// <summary>The named metrics that were not written.</summary>
    public ImmutableArray<UnknownMetric> UnknownIn(MetricStore metrics)
    {
        var ofAlarms =
            from alarm in _alarms
            where !PublishedMetrics.AreOf(alarm.Metric) && !metrics.Contains(alarm.Metric, alarm.Unit)
            select (Metric: alarm.Metric.ToString(), alarm.Metric.Namespace, alarm.Metric.Name, alarm.Metric.Dimensions,
                By: $"alarm {alarm.Name}", IsAlarm: true);
        var ofDashboards =
            from named in _dashboards
            from metric in named.Dashboard.Metrics
            where PublishedMetrics.AreOf(metric)
                ? _published.Missing(metric, _stack) is not null
                : !metrics.Contains(metric, null)
            select (Metric: metric.ToString(), metric.Namespace, metric.Name, metric.Dimensions,
                By: $"dashboard {named.Name}", IsAlarm: false);
        var ofSearches =
            from named in _dashboards
            from search in named.Dashboard.Searches
            where search.Namespace?.StartsWith("AWS/", StringComparison.Ordinal) != true
                && !metrics.Metrics.Any(search.Finds)
            select (Metric: search.Text, Namespace: search.Namespace ?? "", Name: search.Text,
                Dimensions: ImmutableSortedDictionary<string, string>.Empty, By: $"dashboard {named.Name}",
                IsAlarm: false);

        return
        [
            .. ofAlarms.Concat(ofDashboards).Concat(ofSearches)
                .GroupBy(found => found.Metric)
                .OrderBy(found => found.Key, StringComparer.Ordinal)
                .Select(found => new UnknownMetric(
                    found.First().Namespace,
                    found.First().Name,
                    found.First().Dimensions,
                    [.. found.Select(naming => naming.By).Distinct()],
                    found.Any(naming => naming.IsAlarm))),
        ];
    }

    private static (string, Dashboard) Read(DeclaredResource dashboard)
    {
        try
        {
            return (dashboard.Text("dashboardName"), Dashboard.Parse(dashboard.Text("dashboardBody")));
        }
        catch (FormatException refused)
        {
            throw new RunFailedException($"{dashboard.Title}: its body is not a dashboard: {refused.Message}.");
        }
    }
}

/// <summary>A metric that is named and was not written in the run.</summary>
/// <param name="IsWatched">True if an alarm is among them: it would never ring.</param>
public sealed record UnknownMetric(
    string Namespace,
    string Name,
    ImmutableSortedDictionary<string, string> Dimensions,
    ImmutableArray<string> NamedBy,
    bool IsWatched);
