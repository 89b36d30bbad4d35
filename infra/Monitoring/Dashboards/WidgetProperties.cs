using System.Text.Json.Serialization;

namespace Infra.Monitoring.Dashboards;

/// <summary>The content of a widget.</summary>
[JsonDerivedType(typeof(MetricProperties))]
[JsonDerivedType(typeof(AlarmProperties))]
[JsonDerivedType(typeof(LogProperties))]
[JsonDerivedType(typeof(TextProperties))]
internal abstract record WidgetProperties
{
    /// <summary>The type of its widget.</summary>
    [JsonIgnore]
    public abstract string Type { get; }
}
