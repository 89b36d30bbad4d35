using System.Text.Json;

namespace Infra.Monitoring.Dashboards;

/// <summary>A CloudWatch dashboard. Its properties, and those of its parts, have the names of CloudWatch's JSON and
/// are serialised as they are
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html).</summary>
internal sealed record DashboardBody(ImmutableArray<Widget> Widgets)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The beginning of the time range that is shown first: two weeks ago.</summary>
    public string Start { get; } = "-P14D";

    /// <summary>A widget keeps its period, one day, for every time range.</summary>
    public string PeriodOverride { get; } = "inherit";

    public Output<string> ToJson() => Output.JsonSerialize(Output.Create(this), Options);
}

/// <summary>One field of the dashboard's grid, which is 24 columns wide.</summary>
/// <param name="Type">The type of its properties: <c>metric</c>, <c>alarm</c>, <c>log</c>, <c>text</c>.</param>
/// <param name="X">The number of columns to its left.</param>
/// <param name="Y">The number of rows above it.</param>
/// <param name="Width">The width, in columns.</param>
/// <param name="Height">The height, in rows.</param>
/// <param name="Properties">The content.</param>
internal sealed record Widget(string Type, int X, int Y, int Width, int Height, WidgetProperties Properties);
