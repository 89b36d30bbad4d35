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

/// <summary>The states of alarms.</summary>
/// <param name="Alarms">The alarms' ARNs, up to 100.</param>
internal sealed record AlarmProperties(string Title, ImmutableArray<Output<string>> Alarms) : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "alarm";

    /// <summary>The order: alarms that ring first, then those without data, then the others.</summary>
    public string SortBy { get; } = "stateUpdatedTimestamp";
}

/// <summary>The result of a query of CloudWatch Logs Insights, as a table.</summary>
/// <param name="Query">The query, which begins with <c>SOURCE</c> and the log group.</param>
/// <param name="Region">The region of the log group.</param>
internal sealed record LogProperties(string Title, Output<string> Query, Output<string> Region) : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "log";

    /// <summary>The type of the widget.</summary>
    public string View { get; } = "table";
}

internal sealed record TextProperties(Output<string> Markdown) : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "text";

    /// <summary><c>transparent</c> for a text without a box; null for one with a box.</summary>
    public string? Background { get; private init; }

    /// <summary>The heading of the rows below it.</summary>
    public static TextProperties Heading(string text) =>
        new(Output.Create($"## {text}")) { Background = "transparent" };
}
