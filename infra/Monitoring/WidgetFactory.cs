using Infra.Monitoring.Alarms;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sfn;

namespace Infra.Monitoring;

/// <summary>Makes the widgets of the dashboard. A line that an alarm watches with the same statistic gets the alarm's
/// threshold.</summary>
/// <param name="args">The resources that are shown.</param>
/// <param name="lake">The metrics of the functions.</param>
/// <param name="alarms">The alarms of the stack.</param>
internal sealed class WidgetFactory(LakeMonitoringArgs args, LakeMetric lake, ImmutableArray<Alarm> alarms)
{
    // The period of the alarms on a run: each run, and each minute of a queue, has one of its own.
    private static readonly int Latest = (int)TimeSpan.FromMinutes(5).TotalSeconds;

    /// <summary>The functions that events start: their failures go to the failure queue.</summary>
    public ImmutableArray<(string Name, Function Function)> Asynchronous { get; } =
    [
        ("extract", args.ExtractFunction),
        .. args.TransformFunction is { } transform ? [("transform", transform)] : Array.Empty<(string, Function)>(),
        ("repair", args.RepairFunction),
    ];

    public ImmutableArray<(string Name, Function Function)> Functions =>
        [.. Asynchronous, ("publish", args.Publication.Function), ("forget", args.ForgetFunction)];

    /// <summary>Numbers beside each other, each with its course over the time range.</summary>
    public MetricProperties Numbers(string title, params IEnumerable<MetricLine> lines) => new()
    {
        Title = title,
        Metrics = [.. lines],
        Region = args.Account.Region,
        View = "singleValue",
        Sparkline = true,
    };

    /// <summary>A graph with a point for each day.</summary>
    /// <param name="left">The quantity and the unit of the left axis.</param>
    /// <param name="right">The quantity and the unit of the right axis; null if there is none.</param>
    /// <param name="stat">The statistic of each line that has none of its own.</param>
    public MetricProperties Graph(
        string title, string left, IEnumerable<MetricLine> lines, string? right = null, string stat = "Sum")
    {
        ImmutableArray<MetricLine> all = [.. lines];
        var thresholds = Thresholds(all, stat);
        return new MetricProperties
        {
            Title = title,
            Metrics = all,
            Region = args.Account.Region,
            Stat = stat,
            YAxis = new(new(left), right is null ? null : new(right)),
            Annotations = thresholds.IsEmpty ? null : new(thresholds),
        };
    }

    /// <summary>A number of today; 0 if there is none yet.</summary>
    public ImmutableArray<MetricLine> Today(string id, string label, string metric, string stat) =>
        MetricLine.OrZero(id, lake.Create(metric), new(label, stat));

    /// <inheritdoc cref="Today(string,string,string,string)"/>
    public static ImmutableArray<MetricLine> Today(string id, string label, StateMachine machine, string metric) =>
        MetricLine.OrZero(id, AwsMetric.Create(machine, metric), new(label, "Sum"));

    /// <summary>The last value, which is true until the next one.</summary>
    public MetricLine Last(string label, string metric) => Last(label, lake.Create(metric));

    /// <inheritdoc cref="Last(string,string)"/>
    public static MetricLine Last(string label, Metric metric) =>
        new(metric, new(label, "Maximum") { Period = Latest });

    /// <summary>A metric of the functions that counts.</summary>
    public MetricLine Lake(string label, string metric, string? color = null, string? axis = null) =>
        new(lake.Create(metric), new(label, YAxis: axis) { Color = color });

    /// <summary>A metric of the functions that is the same until the next run.</summary>
    public MetricLine Highest(string label, string metric, string? color = null, string? axis = null) =>
        new(lake.Create(metric), new(label, "Maximum", axis) { Color = color });

    public static IEnumerable<MetricLine> Of(IEnumerable<(string Name, Function Function)> functions, string metric) =>
        functions.Select(each => new MetricLine(AwsMetric.Create(each.Function, metric), new(each.Name)));

    public static MetricLine Line(string label, EventRule rule, string metric) =>
        new(AwsMetric.Create(rule, metric), new(label));

    public static MetricLine Line(
        string label, StateMachine machine, string metric, string? stat = null, string? color = null) =>
        new(AwsMetric.Create(machine, metric), new(label, stat) { Color = color });

    private ImmutableArray<Threshold> Thresholds(ImmutableArray<MetricLine> lines, string stat) =>
    [
        .. from line in lines
           from alarm in alarms
           where alarm.Metric.Equals(line.Metric) && alarm.Statistic == (line.Options.Stat ?? stat)
           group alarm.Name by (alarm.Threshold, alarm.BelowThreshold, line.Options.YAxis) into names
           let key = names.Key
           select new Threshold(
               key.Threshold,
               $"alarm {string.Join(", ", names)}",
               Colour.Bad,
               key.BelowThreshold ? "below" : "above",
               key.YAxis),
    ];
}
