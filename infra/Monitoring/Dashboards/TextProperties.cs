using System.Text.Json.Serialization;
using Pulumi;

namespace Infra.Monitoring.Dashboards;

/// <summary>A text in Markdown.</summary>
internal sealed record TextProperties(Output<string> Markdown) : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "text";
}
