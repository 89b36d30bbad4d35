namespace Infra.Monitoring.Dashboards;

[JsonDerivedType(typeof(MetricProperties))]
[JsonDerivedType(typeof(AlarmProperties))]
[JsonDerivedType(typeof(LogProperties))]
[JsonDerivedType(typeof(TextProperties))]
internal abstract record WidgetProperties
{
    [JsonIgnore]
    public abstract string Type { get; }
}
