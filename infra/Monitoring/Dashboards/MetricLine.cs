using Infra.Monitoring.Metrics;

namespace Infra.Monitoring.Dashboards;

/// <summary>One line of a graph, or one number; in JSON an array of namespace, name, dimensions and options, and for
/// an expression an array of options only.</summary>
/// <param name="Metric">The metric; null for an expression.</param>
[JsonConverter(typeof(MetricLineConverter))]
internal sealed record MetricLine(Metric? Metric, MetricLine.RenderingOptions Options)
{
    /// <summary>A metric that is 0 in each period without a value. Without that, a number is the one of the last
    /// period that has a value: the day before, say.</summary>
    /// <param name="id">The id of the metric in its widget: a small letter, then letters and digits.</param>
    public static ImmutableArray<MetricLine> OrZero(string id, Metric metric, RenderingOptions options) =>
    [
        new(metric, new(Label: null, options.Stat) { Id = id, Visible = false }),
        new(Metric: null, options with { Stat = null, Expression = $"FILL({id}, 0)" }),
    ];

    /// <param name="Label">The name of the line; null for a line that is not shown.</param>
    /// <param name="Stat">The statistic over a period; null for the widget's.</param>
    /// <param name="YAxis"><c>right</c>; null for the left.</param>
    internal sealed record RenderingOptions(string? Label, string? Stat = null, string? YAxis = null)
    {
        /// <summary>The colour, if it has a meaning; null for the next one of CloudWatch's.</summary>
        public string? Color { get; init; }

        /// <summary>The period, in seconds; null for the widget's.</summary>
        public int? Period { get; init; }

        public string? Id { get; init; }

        /// <summary>False for a metric that is only part of an expression.</summary>
        public bool? Visible { get; init; }

        public string? Expression { get; init; }
    }
}

/// <summary>A threshold in a graph: a horizontal line, shaded on the side where an alarm rings.</summary>
/// <param name="Value">The place on the axis.</param>
/// <param name="Color">The colour.</param>
/// <param name="Fill">The shaded side: <c>above</c> or <c>below</c>.</param>
/// <param name="YAxis"><c>right</c>; null for the left.</param>
internal sealed record Threshold(double Value, string Label, string Color, string Fill, string? YAxis);

/// <summary>The colours with a meaning, which colour-blind readers can tell from each other. Every other line has the
/// next colour of CloudWatch's.</summary>
internal static class Colour
{
    public const string Good = "#1f77b4";
    public const string Waiting = "#ff7f0e";
    public const string Refused = "#9467bd";
    public const string Bad = "#d62728";
}
