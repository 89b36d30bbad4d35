namespace Infra.Monitoring.Dashboards;

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
