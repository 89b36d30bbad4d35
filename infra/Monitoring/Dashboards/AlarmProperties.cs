namespace Infra.Monitoring.Dashboards;

/// <summary>The states of alarms.</summary>
/// <param name="Alarms">The alarms' ARNs, up to 100.</param>
internal sealed record AlarmProperties(string Title, ImmutableArray<Output<string>> Alarms) : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "alarm";

    /// <summary>The order: alarms that ring first, then those without data, then the others.</summary>
    public string SortBy { get; } = "stateUpdatedTimestamp";
}
