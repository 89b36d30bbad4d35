using System.Text.Json.Serialization;

namespace Infra.Monitoring.Dashboards;

/// <summary>What a widget shows.</summary>
[JsonDerivedType(typeof(MetricProperties))]
[JsonDerivedType(typeof(AlarmProperties))]
[JsonDerivedType(typeof(TextProperties))]
internal abstract record WidgetProperties
{
    /// <summary>The type of the widget around it.</summary>
    [JsonIgnore]
    public abstract string Type { get; }
}
