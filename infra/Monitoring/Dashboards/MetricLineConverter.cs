using System.Text.Json;

namespace Infra.Monitoring.Dashboards;

/// <summary>Writes <c>["AWS/Lambda", "Errors", "FunctionName", "spotify-dev-extract", {"label": "…"}]</c>.</summary>
internal sealed class MetricLineConverter : JsonConverter<MetricLine>
{
    public override MetricLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A dashboard is only written.");

    public override void Write(Utf8JsonWriter writer, MetricLine value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (value.Metric is { } metric)
        {
            writer.WriteStringValue(metric.Namespace);
            writer.WriteStringValue(metric.Name);
            foreach (var dimension in metric.Dimensions)
            {
                writer.WriteStringValue(dimension.Name);
                JsonSerializer.Serialize(writer, dimension.Value, options);
            }
        }

        JsonSerializer.Serialize(writer, value.Options, options);
        writer.WriteEndArray();
    }
}
