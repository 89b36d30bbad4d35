using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace Infra.Monitoring.Dashboards;

/// <summary>
/// A CloudWatch dashboard. It and all that it holds are named as in CloudWatch's JSON, which they become as they stand
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html).
/// </summary>
internal sealed record DashboardBody(ImmutableArray<Widget> Widgets)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What is shown at first: the last two weeks.</summary>
    public string Start { get; } = "-P14D";

    /// <summary>A widget keeps its period, a day, however long a time is shown.</summary>
    public string PeriodOverride { get; } = "inherit";

    public Output<string> ToJson() => Output.JsonSerialize(Output.Create(this), Options);
}
