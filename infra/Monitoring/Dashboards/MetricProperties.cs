using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Pulumi;

namespace Infra.Monitoring.Dashboards;

/// <summary>A graph or a number.</summary>
internal sealed record MetricProperties : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "metric";

    /// <summary>Above it.</summary>
    public required string Title { get; init; }

    /// <summary>What is drawn.</summary>
    public required ImmutableArray<MetricLine> Metrics { get; init; }

    /// <summary>Where the metrics are.</summary>
    public required Output<string> Region { get; init; }

    /// <summary><c>timeSeries</c> or <c>singleValue</c>.</summary>
    public string View { get; init; } = "timeSeries";

    /// <summary>A small graph behind a number.</summary>
    public bool? Sparkline { get; init; }

    /// <summary>How a period's values become one, where a line does not say otherwise.</summary>
    public string Stat { get; init; } = "Sum";

    /// <summary>Seconds.</summary>
    public int Period { get; init; } = (int)TimeSpan.FromDays(1).TotalSeconds;

    /// <summary>Both axes; they begin at zero.</summary>
    public Axes? YAxis { get; init; }

    /// <summary>The axes left and right of a graph.</summary>
    internal sealed record Axes(Axis Left, Axis? Right = null);

    /// <param name="Label">What is counted, and in which unit.</param>
    internal sealed record Axis(string Label)
    {
        public int Min { get; }

        /// <summary>The label already names the unit.</summary>
        public bool ShowUnits { get; }
    }
}
