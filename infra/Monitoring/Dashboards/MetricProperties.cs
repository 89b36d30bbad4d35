namespace Infra.Monitoring.Dashboards;

/// <summary>A graph or a number.</summary>
internal sealed record MetricProperties : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "metric";

    public required string Title { get; init; }
    public required ImmutableArray<MetricLine> Metrics { get; init; }
    public required Output<string> Region { get; init; }

    /// <summary>The type of the widget: <c>timeSeries</c> or <c>singleValue</c>.</summary>
    public string View { get; init; } = "timeSeries";

    /// <summary>True for areas upon each other.</summary>
    public bool? Stacked { get; init; }

    /// <summary>True for a small graph behind a number.</summary>
    public bool? Sparkline { get; init; }

    /// <summary>The statistic over a period, for each line that has none of its own.</summary>
    public string Stat { get; init; } = "Sum";
    public int Period { get; init; } = (int)TimeSpan.FromDays(1).TotalSeconds;

    /// <summary>The axes, which begin at zero.</summary>
    public Axes? YAxis { get; init; }

    /// <summary>The thresholds in a graph; null for none.</summary>
    public Lines? Annotations { get; init; }

    /// <param name="Horizontal">The horizontal lines.</param>
    internal sealed record Lines(ImmutableArray<Threshold> Horizontal);

    internal sealed record Axes(Axis Left, Axis? Right = null);

    /// <param name="Label">The quantity and its unit.</param>
    internal sealed record Axis(string Label)
    {
        public int Min { get; }

        /// <summary>False: the label already names the unit.</summary>
        public bool ShowUnits { get; }
    }
}
